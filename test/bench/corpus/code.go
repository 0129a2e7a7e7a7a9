package corpus

import "fmt"

// code writes a fenced block of six to ten lines in one of four languages; the
// page's number and the drawn names and figures make each one unlike the rest.
func (w *writer) code(n int) string {
	names := []string{"offer", "price", "margin", "volume", "rebate", "penalty", "budget", "quote"}
	i := w.IntN(len(names))
	a, b := names[i], names[(i+1+w.IntN(len(names)-1))%len(names)]
	x, y := 100+w.IntN(900), 2+w.IntN(30)
	switch n / 5 % 4 {
	case 0:
		return fmt.Sprintf(`~~~python
# Page %[1]d: compare two packages
def %[2]s_%[1]d(%[3]s, days=%[5]d):
    base = %[4]d.50
    if days > %[5]d and %[3]s:
        base += days * 0.%[5]d
    return {"%[2]s": base, "name": f"{%[3]s} in {days} days"}

print(%[2]s_%[1]d("%[3]s", days=%[5]d + 7))
~~~`, n, a, b, x, y)
	case 1:
		return fmt.Sprintf(`~~~sql
-- Page %[1]d: what each round cost
SELECT p.name, SUM(o.%[2]s) AS total_%[2]s
FROM offers o
JOIN parties p ON p.id = o.party_id
WHERE o.%[3]s >= %[4]d AND o.round < %[5]d
GROUP BY p.name
HAVING COUNT(*) > 1
ORDER BY total_%[2]s DESC LIMIT %[5]d;
~~~`, n, a, b, x, y)
	case 2:
		return fmt.Sprintf(`~~~json
{
  "page": %[1]d,
  "%[2]s": {"low": %[4]d, "high": %[6]d, "currency": "EUR"},
  "%[3]s": [%[5]d, %[4]d.25, null],
  "final": false,
  "note": "valid for %[5]d days"
}
~~~`, n, a, b, x, y, x+y)
	}
	return fmt.Sprintf(`~~~go
// %[6]s%[1]d adds %[3]s to the value of a package.
func %[6]s%[1]d(%[2]s float64, rounds int) (float64, error) {
	const %[3]s = %[4]d
	if rounds > %[5]d {
		return 0, fmt.Errorf("%%d rounds: at most %[5]d", rounds)
	}
	return %[2]s + float64(rounds)*%[3]s, nil
}
~~~`, n, a, b, x, y, capital(a))
}
