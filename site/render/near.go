package render

import (
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// makeRelated finds the terms that are related to each term: those it names, as
// it does, then those that name it, by name.
func (l *language) makeRelated() map[*course.Page][]*course.Page {
	all := map[*course.Page][]*course.Page{}
	terms := l.byName()
	add := func(p, q *course.Page) {
		if p != q && !slices.Contains(all[p], q) {
			all[p] = append(all[p], q)
		}
	}
	own := make([]int, len(terms))
	for i, p := range terms {
		for _, ref := range p.Term.Related {
			if q, ok := l.named(ref); ok {
				add(p, q)
			}
		}
		own[i] = len(all[p])
	}
	for i, p := range terms {
		for _, q := range all[p][:own[i]] {
			if q.Lang == l.lang {
				add(q, p)
			}
		}
	}
	return all
}

// nearMost is how many terms a picture holds around the one in its middle.
const nearMost = 10

// relatives are the related terms that a term's page shows: all that it names,
// and as many of those that name it as there is room for.
func (l *language) relatives(p *course.Page) []*course.Page {
	all := l.related()[p]
	return all[:min(len(all), max(nearMost, len(p.Term.Related)))]
}

// node is a term in the picture of a neighbourhood.
type node struct {
	page     *course.Page
	href     string
	confused bool // with the term in the middle
}

// neighbourhood is a term with those around it, as they stand: from the first
// clockwise, and from top to bottom.
type neighbourhood struct {
	middle string
	around []node
	links  [][2]int // among those around, the lower index first
	dashed [][2]int // the same, of terms that are taken for each other
	rtl    bool
}

// near is the picture of the terms around a term; nil where there are too few to
// draw. All it shows is said in words too: the terms in the lists of the page,
// and what joins them in Between.
func (l *language) near(p *course.Page, dir string) *theme.Near {
	n := neighbourhood{middle: p.Term.Name, rtl: theme.Dir(l.lang) == "rtl"}
	add := func(q *course.Page, confused bool) {
		same := func(other node) bool { return other.page == q }
		if len(n.around) < nearMost && !slices.ContainsFunc(n.around, same) {
			n.around = append(n.around, node{q, relative(dir, l.r.Course.Output(q)), confused})
		}
	}
	for _, c := range l.contrasts()[p] {
		add(c.with, true)
	}
	for _, q := range l.relatives(p) {
		add(q, false)
	}
	if len(n.around) < 2 {
		return nil
	}
	n.arrange(func(a, b node) bool { return l.joined(a.page, b.page) })
	v := &theme.Near{}
	var between []string
	for i, a := range n.around {
		v.Confused = v.Confused || a.confused
		v.Related = v.Related || !a.confused
		for j := i + 1; j < len(n.around); j++ {
			b := n.around[j]
			if !l.joined(a.page, b.page) {
				continue
			}
			between = append(between, a.page.Term.Name+" – "+b.page.Term.Name)
			if at(l.contrasts()[a.page], b.page) >= 0 || at(l.contrasts()[b.page], a.page) >= 0 {
				n.dashed = append(n.dashed, [2]int{i, j})
			} else {
				n.links = append(n.links, [2]int{i, j})
			}
		}
	}
	v.Between = strings.Join(between, ", ")
	v.Map, v.Narrow = n.wide(), n.narrow()
	return v
}

// joined tells whether two terms are related or taken for each other.
func (l *language) joined(p, q *course.Page) bool {
	one := func(p, q *course.Page) bool {
		return slices.Contains(l.related()[p], q) || at(l.contrasts()[p], q) >= 0
	}
	return one(p, q) || one(q, p)
}

// arrange puts those that are joined near each other around the circle: from
// the order they come in, by exchanging two as long as that shortens the way.
func (n *neighbourhood) arrange(joined func(a, b node) bool) {
	k := len(n.around)
	order := make([]int, k)
	link := make([]bool, k*k)
	for i := range k {
		order[i] = i
		for j := range k {
			link[i*k+j] = i != j && joined(n.around[i], n.around[j])
		}
	}
	length := func() (sum int) {
		for i := range k {
			for j := i + 1; j < k; j++ {
				if link[order[i]*k+order[j]] {
					way := min(j-i, k-j+i)
					sum += way * way
				}
			}
		}
		return sum
	}
	best := length()
	for better := true; better; {
		better = false
		for i := range k {
			for j := i + 1; j < k; j++ {
				order[i], order[j] = order[j], order[i]
				if now := length(); now < best {
					best, better = now, true
				} else {
					order[i], order[j] = order[j], order[i]
				}
			}
		}
	}
	arranged := make([]node, k)
	for i, from := range order {
		arranged[i] = n.around[from]
	}
	n.around = arranged
}
