package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// QuizReader reads files of questions. Set its fields, then call one of its
// methods once.
type QuizReader struct {
	File     string                   // as it is named in what is reported
	Slug     func(name string) string // a category's name as a file is called
	Encoding string                   // one of Encodings; "" to find it out
	Language course.Lang              // of the questions
	Config   *course.Config

	Reader // its text and its reports
	proof  *Quizzes
	drafts []*draft
	byID   map[course.ID]*draft
	now    *draft
}

// QuizFile is a page that is to be written.
type QuizFile struct {
	File      string
	Source    []byte
	Questions int
}

// draft is a page that is being put together.
type draft struct {
	id        course.ID
	title     string
	body      bytes.Buffer
	open      bool   // a quiz is
	quiz      string // its name
	ids       map[string]bool
	same      map[string]int // how many questions have the same words
	questions int
}

// maxQuestions is the most that are read of a file.
const maxQuestions = 20_000

func (r *QuizReader) begin(src []byte, report *diag.List) (text string, ok bool) {
	r.Reader = Reader{File: r.File, Slug: r.Slug, Encoding: r.Encoding, Language: r.Language, report: report}
	r.byID = map[course.ID]*draft{}
	r.proof = NewQuizzes(&course.Config{Languages: []course.Lang{r.Language}})
	if text, ok = r.decode(src, report); ok {
		r.text, r.lines = text, diag.NewLines([]byte(text))
	}
	return text, ok
}

// warn says of a line what Parley does not keep.
func (r *QuizReader) warn(line int, message, help string) {
	r.say(diag.Warning, diag.NotHeld, diag.Pos{File: r.File, Line: line}, message, help)
}

// wrongLine says what is wrong with a line; nothing is written then.
func (r *QuizReader) wrongLine(line int, message, help string) {
	r.say(diag.Error, diag.BadQuizFile, diag.Pos{File: r.File, Line: line}, message, help)
}

// page makes a page the one that questions go to.
func (r *QuizReader) page(title string) {
	if r.now != nil && r.now.title == title {
		return
	}
	id := course.ID("exercises/" + r.pageName(title))
	for n := 2; r.byID[id] != nil && r.byID[id].title != title; n++ {
		id = course.ID(fmt.Sprintf("exercises/%s-%d", r.pageName(title), n))
	}
	r.pageAt(id, title)
}

func (r *QuizReader) pageAt(id course.ID, title string) {
	if r.now != nil && r.now.body.Len() == 0 { // nothing came of it
		delete(r.byID, r.now.id)
		r.drafts = slices.DeleteFunc(r.drafts, func(d *draft) bool { return d == r.now })
	}
	if r.now = r.byID[id]; r.now == nil {
		r.now = &draft{id: id, title: title, ids: map[string]bool{}, same: map[string]int{}}
		r.byID[id] = r.now
		r.drafts = append(r.drafts, r.now)
	}
}

// pageName is a title as a file is called.
func (r *QuizReader) pageName(title string) string {
	name := r.Slug(title)
	if what, _ := load.NameProblem(name + ".md"); name == "" || name == "index" || what != "" {
		name = strings.Trim(name+"-quiz", "-")
	}
	return name
}

// rename gives the page its path, if it is a good one and nothing stands on it yet.
func (r *QuizReader) rename(line int, written string) {
	id := course.ID(strings.TrimSuffix(written, ".md"))
	if r.now.id == id {
		return
	}
	if what, _ := r.idProblem(&Term{ID: "/" + string(id)}); what != "" || path.Base(string(id)) == "index" {
		r.warn(line, fmt.Sprintf("%q is no path of a page", short(written)), "write one such as exercises/batna")
		return
	}
	r.pageAt(id, r.now.title)
}

// quizNamed begins another quiz on the page.
func (r *QuizReader) quizNamed(name string) {
	if r.now.quiz != name {
		r.now.close()
		r.now.quiz = name
	}
}

func (d *draft) close() {
	if d.open {
		d.body.WriteString(":::\n")
		d.open = false
	}
}

// prose puts text on the page, between quizzes.
func (r *QuizReader) prose(text string) {
	r.now.close()
	r.now.body.WriteString("\n" + text + "\n")
}

// proves tells whether a question reads back as it is, and what is wrong if not.
func (r *QuizReader) proves(q *block.QuestionSource) (ok bool, what string) {
	const head = "---\ntitle: x\n---\n::: quiz\n"
	var found diag.List
	src := head + questionSource(q) + ":::\n"
	p, ok := r.proof.Read("exercises/x.md", []byte(src), &found)
	if ok && len(p.Parts) == 1 && p.Parts[0].Quiz != nil && len(p.Parts[0].Quiz.Questions) == 1 && sameQuestion(q, &p.Parts[0].Quiz.Questions[0]) {
		return true, ""
	}
	for _, d := range found.Sorted() {
		return false, d.Message
	}
	return false, "it would read otherwise"
}

// provesProse tells whether text can stand before a quiz.
func (r *QuizReader) provesProse(text string) bool {
	var found diag.List
	src := "---\ntitle: x\n---\n" + text + "\n\n::: quiz\n### x\n= x\nwhy: x\n:::\n"
	p, ok := r.proof.Read("exercises/x.md", []byte(src), &found)
	return ok && len(p.Parts) == 2 && p.Parts[0].Text == text && p.Parts[1].Quiz != nil
}

// put puts a question on the page.
func (r *QuizReader) put(q *block.QuestionSource) {
	d := r.now
	if !d.open {
		d.body.WriteString(strings.TrimRight("\n::: quiz "+d.quiz, " ") + "\n")
		d.open = true
	} else {
		d.body.WriteString("\n")
	}
	d.ids[q.ID] = true
	d.same[q.Prompt]++
	d.questions++
	d.body.WriteString(questionSource(q))
}

var (
	goodItem  = regexp.MustCompile(`^[\pL][\pL\pN_.-]{0,80}$`)
	madeUp    = regexp.MustCompile(`^q[0-9a-f]{8}$`)
	notInItem = regexp.MustCompile(`[^\pL\pN_.]+`)
)

// itemID is an id for a question: the one it has, or one made of its name, or else
// of what it asks; it is written down and does not change with it later.
func (r *QuizReader) itemID(own, name string, q *block.QuestionSource) string {
	free := func(id string) bool {
		return goodItem.MatchString(id) && !r.now.ids[id] && id != "parley" && !strings.HasPrefix(id, "fn-") && !strings.HasPrefix(id, "fnref-")
	}
	for _, id := range []string{own, name, strings.Trim(notInItem.ReplaceAllString(name, "-"), "-.")} {
		if free(id) {
			return id
		}
	}
	bare := *q
	bare.ID = ""
	for n := r.now.same[q.Prompt]; ; n++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %s", r.now.id, n, questionSource(&bare)))
		if id := "q" + hex.EncodeToString(sum[:4]); free(id) {
			return id
		}
	}
}

// finish makes files of the drafts.
func (r *QuizReader) finish() []*QuizFile {
	var out []*QuizFile
	for _, d := range r.drafts {
		d.close()
		if d.body.Len() == 0 {
			continue
		}
		title, problem := entry("title", Value{Text: strings.Join(strings.Fields(d.title), " ")})
		if problem != nil {
			title = "title: " + quoted(path.Base(string(d.id))) + "\n"
		}
		f := Term{ID: "/" + string(d.id)}
		lang := r.Language
		if r.Config == nil || lang == r.Config.Languages[0] {
			lang = ""
		}
		file := &QuizFile{File: f.File(lang), Questions: d.questions, Source: []byte("---\n" + title + "---\n" + strings.TrimLeft(d.body.String(), "\n"))}
		if len(file.Source) > maxPage {
			r.say(diag.Error, diag.BadQuizFile, diag.Pos{File: r.File}, fmt.Sprintf("the page %s would have %d KB; the most Parley reads is %d KB", file.File, len(file.Source)>>10, maxPage>>10),
				"divide its questions between several categories")
		}
		out = append(out, file)
	}
	return out
}
