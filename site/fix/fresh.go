package fix

import (
	"bytes"
	"crypto/rand"
)

// ids makes ids for the items of a page. They are random: made of the words or
// the place, one could come back for another question, and find the answers to
// the one that was deleted.
type ids struct {
	src  []byte
	made map[string]bool
}

const (
	letters = "abcdefghijklmnopqrstuvwxyz"
	signs   = letters + "0123456789"
)

// next is an id that the page does not have, beginning with a letter as anchors do.
func (i *ids) next() string {
	for {
		var b [6]byte
		_, _ = rand.Read(b[:]) // never fails
		for k := range b {
			from := signs
			if k == 0 {
				from = letters
			}
			b[k] = from[int(b[k])%len(from)] // nearly even, which is enough
		}
		if id := string(b[:]); !i.made[id] && !bytes.Contains(i.src, append([]byte("#"), id...)) {
			i.made[id] = true
			return id
		}
	}
}
