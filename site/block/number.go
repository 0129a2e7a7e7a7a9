package block

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// numberForm is a number as people type it, in a shadow: with groups of three
// between blanks, apostrophes, points or commas, and one decimal sign.
const numberForm = `[+-]?\s?(?:\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)`

var oneNumber = regexp.MustCompile(`^` + numberForm + `$`)

// number reads a number. doubtful says that it may be one or a thousand, such as
// 1.000; then it is the larger.
func number(text string) (value float64, doubtful, ok bool) {
	text = strings.TrimSpace(text)
	if !oneNumber.MatchString(text) {
		return 0, false, false
	}
	grouped := strings.ContainsAny(strings.TrimLeft(text, "+- "), " '")
	text = strings.NewReplacer(" ", "", "'", "").Replace(text)
	points, commas := strings.Count(text, "."), strings.Count(text, ",")
	decimal := strings.LastIndexAny(text, ".,")
	switch {
	case points+commas == 0:
	case points > 0 && commas > 0: // the last is the decimal sign
		if strings.Count(text, text[decimal:decimal+1]) > 1 {
			return 0, false, false
		}
	case points+commas > 1: // groups
		decimal = -1
	default:
		whole := strings.TrimLeft(text[:decimal], "+-")
		doubtful = !grouped && len(text)-decimal-1 == 3 && len(whole) >= 1 && len(whole) <= 3 && whole[0] != '0'
		if doubtful {
			decimal = -1
		}
	}
	if points+commas == 0 {
		decimal = -1
	}
	whole, part := text, ""
	if decimal >= 0 {
		whole, part = text[:decimal], "."+text[decimal+1:]
	}
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	value, err := strconv.ParseFloat(whole+part, 64)
	return value, doubtful, err == nil && !math.IsInf(value, 0)
}

// decimal writes a number as programs read it.
func decimal(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

// rounded takes the noise off a number that was computed.
func rounded(value float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 12, 64), 64)
	if err != nil {
		return value
	}
	return r
}
