package block

import "hash/fnv"

// shuffled is an order of n things that looks like chance and is the same at every
// build: it follows from the seed, an item's id. It is never the order that they
// came in, unless there is no other.
func shuffled(n int, seed string) []int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(seed))
	state := h.Sum64()
	next := func() uint64 { // splitmix64
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return z ^ z>>31
	}
	order := inOrder(n)
	for i := n - 1; i > 0; i-- {
		k := int(next() % uint64(i+1))
		order[i], order[k] = order[k], order[i]
	}
	for i, k := range order {
		if i != k {
			return order
		}
	}
	if n > 1 {
		order = append(order[1:], order[0])
	}
	return order
}

// inOrder is 0, 1, 2 ...
func inOrder(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}
