package exchange_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/test/golden"
)

// FuzzGift reads any bytes as GIFT and as a table of questions. Whatever comes of
// them: every line that is named lies in the file, the pages that are made can be read,
// and GIFT of them comes back as the same GIFT.
func FuzzGift(f *testing.F) {
	for _, s := range []string{
		"a{=b ~c}", "->{0}", "$CATEGORY:\\\\#\n0", "{\\0\\ \\ }0", "[markdown]*a*{=yes}", "::t::a{T#no#yes####why}", "a{#1:2}", "a{#=1..2#x =%50%3:1 ~#y}", "a{=b->c =d->e}", "a {=b} c", "$CATEGORY: a/b//c\n\n// parley-page: exercises/x\n\n// parley-id: y\na{}",
		"[html]<p>a<b>c</b><table>{~%50%[markdown]*d* ~%50%e\\n\\n:::}", "[markdown]# a\\n\\n- b\\n```{=-> =x}", "a\n//b\n{~c=d#\\#\\~\\\\}", "why\\: x\\n::: quiz\\n### y{=z}", "___ {=____(a) =b;c =\"}",
		"question;right;wrong;feedback\na;b;c;d\n", "Frage;richtig;falsch;falsch\na;b;c;d\n", "question,type,right\na,number,\"1,5\"\nb,order,\"c\nd\"\ne,match,\"f -> g\nh -> i\"\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, table := range []bool{false, true} {
			var report diag.List
			r := quizReader("x.gift", "en")
			read := r.GIFT
			if table {
				read = r.CSV
			}
			pages := map[string]string{}
			for _, file := range read(src, &report) {
				pages[file.File] = string(file.Source)
			}
			for _, d := range report.Sorted() {
				if d.Code == diag.Internal || d.Message == "" || d.Help == "" || !utf8.ValidString(d.Message) || d.Pos.Line < 0 || d.Pos.Line > bytes.Count(src, []byte("\n"))+bytes.Count(src, []byte("\r"))+1 {
					t.Errorf("%s", golden.Problems(&report))
				}
			}
			holds(t, pages)
		}
	})
}

// holds proves that pages can be read, and that their GIFT comes back as it is.
func holds(t *testing.T, pages map[string]string) {
	t.Helper()
	var report, quiet diag.List
	quizzes := exchange.NewQuizzes(&course.Config{Languages: []course.Lang{"en"}})
	for name, text := range pages {
		if _, ok := quizzes.Read(name, []byte(text), &report); !ok {
			t.Fatalf("%s\n%s", text, golden.Problems(&report))
		}
	}
	gift := exported(t, pages, "en", &quiet)
	if len(pages) == 0 {
		return
	}
	back := map[string]string{}
	for _, file := range quizReader("y.gift", "en").GIFT([]byte(gift), &report) {
		back[file.File] = string(file.Source)
	}
	if report.Errors() > 0 && len(back) > 0 {
		t.Fatalf("%s\n%s", gift, golden.Problems(&report))
	}
	if again := exported(t, back, "en", &quiet); len(back) > 0 && again != gift {
		t.Errorf("%q\nGIFT\n%s\nand again\n%s", pages, gift, again)
	}
}
