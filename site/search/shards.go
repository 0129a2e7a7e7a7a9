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

// shard adds a shard of a kind with a number and returns its hash.
func (m *maker) shard(kind string, n int, data []byte) string {
	sum := sha256.Sum256(data)
	hash := plain32.EncodeToString(sum[:4])[:hashLength]
	name := m.prefix + kind + strconv.Itoa(n) + "-" + hash
	m.index.Shards = append(m.index.Shards, Shard{name, script(name, data)})
	return hash
}

// script wraps data, which is a value of JavaScript, in the call that hands it over.
func script(name string, data []byte) []byte {
	b := make([]byte, 0, len(data)+len(name)+32)
	b = append(b, `parley.shard("`...)
	b = append(b, name...)
	b = append(b, `",`...)
	b = append(b, data...)
	return append(b, ");\n"...)
}
