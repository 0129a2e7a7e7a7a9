package search

// digits are the 64 signs that numbers are written in. None needs an escape in a
// script, and after gzip they take less than raw bytes in base 64.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number writes n, at least 0: five bits a sign, the lowest first; the sixth says
// that more follow.
func number(dst []byte, n int) []byte {
	for n >= 32 {
		dst = append(dst, digits[32|n&31])
		n >>= 5
	}
	return append(dst, digits[n])
}
