package bargain

import "math"

// Density is a picture of all outcomes of two parties: how many of them fall in
// each cell of a grid, from each party's worst outcome to its best.
type Density struct {
	Columns, Rows int
	Count         []int // row by row, from the second party's worst upwards
	Max           int
	LowA, HighA   float64
	LowB, HighB   float64
}

// Density counts the outcomes in the cells of a grid. The error is a TooLarge,
// beyond MaxEnumerated outcomes.
func (p *Problem) Density(columns, rows int) (*Density, error) {
	if err := p.enumerable("a picture of all outcomes"); err != nil {
		return nil, err
	}
	lo, hi := p.limits()
	d := &Density{Columns: columns, Rows: rows, Count: make([]int, columns*rows), LowA: lo[0], HighA: hi[0], LowB: lo[1], HighB: hi[1]}
	for _, u := range p.All() {
		d.Count[cell(u[1], lo[1], hi[1], rows)*columns+cell(u[0], lo[0], hi[0], columns)]++
	}
	for _, n := range d.Count {
		d.Max = max(d.Max, n)
	}
	return d, nil
}

// cell is where a value falls. A value on a line between two cells belongs to the
// upper one, whatever rounding made of it.
func cell(v, lo, hi float64, cells int) int {
	if hi <= lo {
		return 0
	}
	x := math.Floor((v-lo)/(hi-lo)*float64(cells) + equal)
	return max(0, min(cells-1, int(x)))
}
