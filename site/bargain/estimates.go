package bargain

import "math"

// Estimate is what somebody expected of a number, and what it came to.
type Estimate struct{ Low, Point, High, Actual float64 }

// Calibration says how good estimates are.
type Calibration struct {
	N       int
	Bias    float64 // mean of Point − Actual
	MAE     float64 // mean of |Point − Actual|
	MAPE    float64 // mean of |Point − Actual| / |Actual|; NaN if one of these is 0
	HitRate float64 // part of the intervals that hold Actual, ends included
	Judged  bool    // there are enough estimates to say anything of whoever made them
}

// EnoughEstimates is the number of estimates below which numbers are shown
// without a verdict.
const EnoughEstimates = 10

// Calibrate compares estimates with what came. Without any, all means are NaN.
func Calibrate(estimates []Estimate) Calibration {
	c := Calibration{N: len(estimates), Judged: len(estimates) >= EnoughEstimates}
	for _, e := range estimates {
		d := e.Point - e.Actual
		c.Bias += d
		c.MAE += math.Abs(d)
		c.MAPE += ratio(math.Abs(d), math.Abs(e.Actual), 0)
		if e.Low <= e.Actual && e.Actual <= e.High {
			c.HitRate++
		}
	}
	n := float64(c.N)
	c.Bias, c.MAE, c.MAPE, c.HitRate = c.Bias/n, c.MAE/n, c.MAPE/n, c.HitRate/n
	return c
}

// Forecast is a probability given to an event, and whether it came.
type Forecast struct {
	P    float64
	Came bool
}

// Brier is the mean of (p − o)², o being 1 or 0 (Brier 1950): 0 for a prophet,
// 0.25 for one who always says one half. NaN without forecasts.
func Brier(forecasts []Forecast) float64 {
	var sum float64
	for _, f := range forecasts {
		d := f.P - f.outcome()
		sum += d * d
	}
	return sum / float64(len(forecasts))
}

// BaseBrier is the score of one who gave to each event the part of them that
// came: what a forecaster has to beat.
func BaseBrier(forecasts []Forecast) float64 {
	var came float64
	for _, f := range forecasts {
		came += f.outcome()
	}
	base := came / float64(len(forecasts))
	return base * (1 - base)
}

func (f Forecast) outcome() float64 {
	if f.Came {
		return 1
	}
	return 0
}

// Perception is how well one side judged what matters to the other: its swings,
// issue by issue.
type Perception struct {
	Error    float64 // mean of |estimate − true|
	FixedPie float64 // the error of one who thinks that the other wants as much of everything as oneself
	Share    float64 // Error / FixedPie (after Thompson and Hastie 1990); NaN if that is 0
}

// Perceive compares an estimate with the true swings; own are the swings of the
// one who judges. All three are as long.
func Perceive(own, other, estimate []float64) Perception {
	p := Perception{Error: meanError(estimate, other), FixedPie: meanError(own, other)}
	p.Share = ratio(p.Error, p.FixedPie, 0)
	return p
}

func meanError(x, y []float64) float64 {
	var sum float64
	for k := range x {
		sum += math.Abs(x[k] - y[k])
	}
	return sum / float64(len(x))
}

// SVO is the angle of social value orientation in degrees, from the mean amounts
// given to oneself and to the other: atan2(other − 50, self − 50) (Murphy,
// Ackermann and Handgraaf 2011).
func SVO(self, other float64) float64 {
	return math.Atan2(other-50, self-50) * 180 / math.Pi
}

// Orientation names an angle of SVO, by the bounds of the same paper.
func Orientation(angle float64) string {
	switch {
	case angle > 57.15:
		return "altruist"
	case angle > 22.45:
		return "prosocial"
	case angle > -12.04:
		return "individualist"
	}
	return "competitive"
}
