package bargain

// Suppress tells which counts of groups of people may not be published: those
// below k, and, since the total comes too, as many more as it takes that nobody
// can work these out, the smallest first. held is true for them, in the groups'
// order. total is false if the total has to be held back as well, because there
// are no other groups to hide among. An empty group hides nobody and stays.
func Suppress(counts []int, k int) (held []bool, total bool) {
	held = make([]bool, len(counts))
	n, people := 0, 0
	for i, c := range counts {
		if held[i] = c > 0 && c < k; held[i] {
			n, people = n+1, people+c
		}
	}
	// One count is the total less the others; and several small ones are known to
	// be small by their sum.
	for n > 0 && (n < 2 || people < k) {
		next := -1
		for i, c := range counts {
			if !held[i] && c > 0 && (next < 0 || c < counts[next]) {
				next = i
			}
		}
		if next < 0 {
			return held, false
		}
		held[next] = true
		n, people = n+1, people+counts[next]
	}
	return held, true
}
