package search

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
)

// The sizes of shards, in bytes before compression. A query loads one of words
// for each of its words, and one of texts for each result that is shown. The root
// names them all: of a large site the texts are in fewer, larger shards.
const (
	wordsSize = 10000
	textsSize = 8000
	endsSize  = 14000
)

// maker makes the shards of one index.
type maker struct {
	prefix string
	index  *Index
}

const hashLength = 4

var plain32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// shard makes a shard of a kind with a number: its data is a value of JavaScript,
// in parts. A call hands it over.
func (m *maker) shard(kind string, n int, data ...[]byte) Shard {
	sum := sha256.New()
	for _, part := range data {
		sum.Write(part)
	}
	hash := plain32.EncodeToString(sum.Sum(nil)[:4])[:hashLength]
	return Shard{m.prefix + kind + strconv.Itoa(n) + "-" + hash, data}
}

// add takes a shard into the index and returns its hash.
func (m *maker) add(s Shard) string {
	m.index.Shards = append(m.index.Shards, s)
	return s.Name[len(s.Name)-hashLength:]
}
