package exchange

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// quizRow is a row of a table of questions.
type quizRow struct {
	r       *QuizReader
	line    int
	number  int
	cells   map[string]string // of the columns that are there once
	options []quizCell        // right and wrong, in the order of the columns
	attempt
}

type quizCell struct {
	right          bool
	text, feedback string
}

// CSV reads a table of questions. Those of one page, or of all the table, make a quiz.
func (r *QuizReader) CSV(src []byte, report *diag.List) []*QuizFile {
	text, ok := r.begin(src, report)
	if !ok {
		return nil
	}
	title := strings.TrimSuffix(path.Base(r.File), path.Ext(r.File))
	r.page(title)
	separator, at := declared(text)
	if separator == 0 {
		separator = separatorOf(text, at)
	}
	scan := scanner{src: text, at: at, separator: separator}
	var head []quizColumn
	for {
		rec, ok := scan.next()
		switch {
		case !ok && scan.wrong != "":
			r.bad(diag.BadQuizFile, r.place(scan.from, scan.from+scan.len), scan.wrong, scan.help)
			return nil
		case !ok:
			files := r.finish()
			if len(files) == 0 && report.Errors() == 0 {
				r.wrongLine(1, "there is no question in this table", "write a first row that names the columns, and a question a row: question,right,wrong,wrong,why")
			}
			return files
		case rec.blank(""), head == nil && rec.blank(separators):
		case head == nil:
			if head, ok = r.quizHead(rec); !ok {
				return nil
			}
		case rec.number > maxQuestions:
			r.bad(diag.BadQuizFile, r.place(rec.fields[0].at, rec.fields[0].end), fmt.Sprintf("there are more than %d rows", maxQuestions), "divide the table")
			return nil
		default:
			r.page(title)
			r.quizRow(rec, head)
		}
	}
}

// quizHead reads the row that names the columns.
func (r *QuizReader) quizHead(rec record) (head []quizColumn, ok bool) {
	seen := map[string]bool{}
	ok = slices.ContainsFunc(rec.fields, func(f field) bool { return quizColumnNamed(f.text).key == "question" })
	if !ok {
		r.bad(diag.BadQuizFile, r.place(rec.fields[0].at, rec.fields[0].end), "the first row names no column \"question\"",
			"begin the table with a row that names the columns: question,right,wrong,wrong,why (in German: Frage;richtig;falsch;falsch;warum)")
		return nil, false
	}
	for _, f := range rec.fields {
		c := quizColumnNamed(f.text)
		once := !slices.Contains([]string{"", "right", "wrong", "feedback", "hint"}, c.key)
		switch {
		case strings.TrimSpace(f.text) == "":
		case c.key == "":
			help := "the columns are " + strings.Join(quizKeys, ", ")
			if near, is := diag.Nearest(strings.ToLower(f.text), quizKeys); is {
				help = "did you mean \"" + near + "\"?"
			}
			r.say(diag.Warning, diag.BadQuizFile, r.place(f.at, f.end), fmt.Sprintf("there is no column %q; what stands in it is left out", short(f.text)), help)
		case once && seen[c.key]:
			r.bad(diag.BadQuizFile, r.place(f.at, f.end), fmt.Sprintf("two columns are both %q", c.key), "delete one of them, or rename it")
			ok = false
		}
		seen[c.key] = true
		head = append(head, c)
	}
	return head, ok
}

// quizRow reads a row and puts its question on the page.
func (r *QuizReader) quizRow(rec record, head []quizColumn) {
	row := &quizRow{r: r, number: rec.number, cells: map[string]string{}}
	row.line = r.place(rec.fields[0].at, rec.fields[0].end).Line
	wrongs, says := 0, 0
	for _, c := range head {
		wrongs += map[bool]int{true: 1}[c.key == "wrong"]
		says += map[bool]int{true: 1}[c.key == "feedback"]
	}
	for i, f := range rec.fields {
		text := strings.TrimSpace(strings.Map(noReserved, unguard(f.text)))
		switch {
		case text == "":
		case len(text) > MaxCell:
			row.wrong("this cell is too long", "shorten it")
			return
		case i >= len(head):
			r.bad(diag.BadQuizFile, r.place(f.at, f.end), fmt.Sprintf("%q stands under no column (row %d)", short(text), rec.number), "put a text that holds the separator in double quotes, or name the column in the first row")
			return
		case head[i].key == "right" || head[i].key == "wrong":
			o := quizCell{right: head[i].key == "right", text: text}
			o.feedback = feedbackOf(rec, head, i, wrongs > says)
			row.options = append(row.options, o)
		case head[i].key == "hint" && row.cells["hint"] != "":
			row.cells["hint"] += "\n\n" + text
		case head[i].key != "feedback":
			row.cells[head[i].key] = text
		}
	}
	if page := row.cells["page"]; page != "" {
		r.page(strings.Join(strings.Fields(page), " "))
	}
	row.put()
}

// feedbackOf finds what is said about the option of a column: the feedback of its
// number, or that beside it, or where there is less feedback than options, what is
// said about any wrong one.
func feedbackOf(rec record, head []quizColumn, i int, shared bool) string {
	for k := range head {
		if head[k].key != "feedback" || k >= len(rec.fields) {
			continue
		}
		numbered := head[k].number != "" && head[k].number == head[i].number && head[i].key == "wrong"
		beside := head[k].number == "" && (k == i+1 && !shared || shared && head[i].key == "wrong")
		if numbered || beside {
			return strings.TrimSpace(strings.Map(noReserved, unguard(rec.fields[k].text)))
		}
	}
	return ""
}

func (row *quizRow) wrong(message, help string) {
	row.r.wrongLine(row.line, fmt.Sprintf("%s (row %d)", message, row.number), help)
}

// put writes the question: its cells as Markdown, or else as plain text.
func (row *quizRow) put() {
	if row.cells["question"] == "" {
		row.wrong("this row asks nothing", "write the question in the column question, or delete the row")
		return
	}
	kind := row.kind()
	if kind == "" {
		row.wrong(fmt.Sprintf("there is no type %q", short(row.cells["type"])), "the types are "+strings.Join(quizTypeNames, ", "))
		return
	}
	var what string
	for _, row.attempt = range attempts() {
		q := row.question(kind)
		if kind == "numeric" && q.Kind != kind {
			row.wrong(fmt.Sprintf("%q is no number with its tolerance", short(q.Accept[0][0])), "write one such as 42, 42 +- 2 or 42 +- 2 EUR")
			return
		}
		q.ID = row.r.itemID(row.cells["id"], "", q)
		ok, problem := row.r.proves(q)
		if ok {
			if own := row.cells["id"]; own != "" && own != q.ID {
				row.wrong(fmt.Sprintf("%q cannot be the id of this question", short(own)), "write letters, digits and hyphens, beginning with a letter, and each id once a page")
				return
			}
			row.r.put(q)
			return
		}
		if what == "" {
			what = problem
		}
	}
	row.wrong(what, "correct the row; the page says how questions are written: parley explain P0411")
}

var (
	truthCell  = regexp.MustCompile(`(?i)^(?:true|false|wahr|falsch|richtig)[.!]?$`)
	numberCell = regexp.MustCompile(`^[+-]?[\d.,' ]*\d(?:\s*(?:\+-|\+/-|±).*)?(?:\s*[\pL%€$£]{1,4})?$`)
)

// kind is of which type the question is; "" for one that is not known.
func (row *quizRow) kind() string {
	if named := row.cells["type"]; named != "" {
		return namedIn(quizTypes, named)
	}
	rights := slices.DeleteFunc(slices.Clone(row.options), func(o quizCell) bool { return !o.right })
	switch {
	case len(row.options) == 0:
		return "reflection"
	case len(rights) < len(row.options), len(rights) > 1:
		return "choice"
	case truthCell.MatchString(rights[0].text):
		return "truth"
	case strings.Count(rights[0].text, "->")+strings.Count(rights[0].text, "→") > 1:
		return "match"
	case strings.Contains(rights[0].text, "\n"):
		return "order"
	case numberCell.MatchString(rights[0].text):
		return "numeric"
	}
	return "text"
}
