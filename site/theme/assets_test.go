package theme

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

func TestAssetsAreNamedByTheirContent(t *testing.T) {
	th := loadDefault(t)
	var names []string
	for _, a := range th.Assets() {
		names = append(names, a.Name)
		data, err := a.Bytes()
		if err != nil || len(data) == 0 {
			t.Fatalf("%s: %d bytes, %v", a.Name, len(data), err)
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(a.Name)
		want := "assets/" + strings.TrimSuffix(a.Name, ext) + "-" + fmt.Sprintf("%x", sum[:4]) + ext
		if a.Path != want {
			t.Errorf("%s lies at %s, want %s", a.Name, a.Path, want)
		}
	}
	if want := []string{"site.css", "home.css", "terms.css", "practice.css", "progress.css", "coaches.css", "boot.js", "core.js", "card.js", "cards.js", "seal.js", "age.js", "unsaved.js", "replies.js", "debrief.js", "frame.js", "coalition.js", "plan.js", "coaches.js", "learn.en.js", "forms.en.js", "table.en.js", "progress.en.js", "negotiations.en.js", "sharing.en.js", "learn.de.js", "forms.de.js", "table.de.js", "progress.de.js", "negotiations.de.js", "sharing.de.js", "icon.svg"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

// A page may load what it names and nothing else: boot.js knows the scripts of
// this build by name.
func TestBootKnowsTheBuildsScripts(t *testing.T) {
	th := loadDefault(t)
	boot := bytesOf(t, th, "boot.js")
	core, err := th.assetPath("core.js")
	if err != nil {
		t.Fatal(err)
	}
	card, err := th.assetPath("card.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range []string{core, card} {
		if !strings.Contains(boot, `"`+path.Base(script)+`"`) {
			t.Errorf("boot.js does not name %s:\n%s", script, boot)
		}
	}
	if !strings.Contains(bytesOf(t, th, "core.js"), `"`+path.Base(card)+`"`) {
		t.Errorf("core.js does not name %s", card)
	}
	if len(boot) > 1024 {
		t.Errorf("boot.js has %d bytes; it stands before everything that is drawn, so 1024 are the limit", len(boot))
	}
	for _, name := range []string{"boot.js", "core.js", "card.js", "cards.js", "seal.js", "unsaved.js", "replies.js", "debrief.js", "learn.de.js", "forms.de.js", "sharing.de.js", "progress.de.js", "negotiations.de.js"} {
		js := bytesOf(t, th, name)
		if m := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|import\(|fetch\(`).FindString(js); m != "" {
			t.Errorf("%s uses %s", name, m)
		}
		if !strings.Contains(js, "=>{") || strings.HasPrefix(js, "import") {
			t.Errorf("%s is no classic script", name)
		}
	}
}

func TestStylesLoadNothing(t *testing.T) {
	css := bytesOf(t, loadDefault(t), "site.css")
	if m := regexp.MustCompile(`@import|@font-face|url\((?:"|')?(?:https?:|/)`).FindString(css); m != "" {
		t.Errorf("site.css has %s", m)
	}
}

func TestBrandColoursReachStylesAndIcon(t *testing.T) {
	cfg := config()
	cfg.Brand = course.Brand{Color: "#7a1f5c"}
	th, found := load(t, os.DirFS(repository), cfg)
	if len(found) > 0 {
		t.Fatal(found)
	}
	css := bytesOf(t, th, "site.css")
	m := regexp.MustCompile(`--brand-light: ?(#\w+);--brand-dark: ?(#\w+)`).FindStringSubmatch(css)
	if m == nil || m[1] != "#7a1f5c" {
		t.Fatalf("site.css does not set the brand's colours: %v", m)
	}
	if ratio := darkGround.contrast(hex(m[2])); ratio < minContrast {
		t.Errorf("the dark scheme's colour %s was derived with a contrast of %.2f", m[2], ratio)
	}
	if icon := bytesOf(t, th, "icon.svg"); !strings.Contains(icon, "#7a1f5c") || strings.Contains(icon, iconColour) {
		t.Errorf("the icon has not the brand's colour: %s", icon)
	}
}

func TestBrandsOwnIcon(t *testing.T) {
	cfg := config()
	cfg.Brand.Icon = "images/icon.png"
	th, found := load(t, layered(t, map[string]string{"images/icon.png": "pixels"}), cfg)
	if len(found) > 0 {
		t.Fatal(found)
	}
	icon, err := th.assetPath("icon.svg")
	if err != nil || path.Ext(icon) != ".png" || bytesOf(t, th, "icon.svg") != "pixels" {
		t.Errorf("got %s, %v", icon, err)
	}
	_, found = load(t, layered(t, nil), cfg)
	if len(found) != 1 || found[0].Code != diag.Unreadable {
		t.Errorf("a missing icon gave %+v", found)
	}
}

// What a script imports by an npm package's name comes from lib/, which make
// fills; without it that is said, and not that a theme is broken.
func TestScriptsImportPackages(t *testing.T) {
	script := map[string]string{
		"themes/default/client/learn.ts": `import { openDB } from "idb"; import { sha256 } from "@noble/hashes/sha2.js"; console.log(openDB, sha256);`,
		"themes/default/lib/idb.js":      `export const openDB = "a database", unused = console.log("loaded");`,
		"themes/default/lib/noble.js":    `export const sha256 = "a hash"; export const gcm = "a cipher";`,

		// What else would import more of them.
		"themes/default/client/cards.ts":             "void 0;",
		"themes/default/client/record/seal.ts":       "void 0;",
		"themes/default/client/unsaved.ts":           "void 0;",
		"themes/default/client/replies.ts":           "void 0;",
		"themes/default/client/frame.ts":             "void 0;",
		"themes/default/client/progress/main.ts":     "void 0;",
		"themes/default/client/negotiations/main.ts": "void 0;",
		"themes/default/client/share/main.ts":        "void 0;",
		"themes/default/client/share/age.ts":         "void 0;",
		"themes/default/client/forms.ts":             "void 0;",
		"themes/default/client/table.ts":             "void 0;",
		"themes/default/client/coalition.ts":         "void 0;",
	}
	th, found := load(t, layered(t, script), config())
	if len(found) > 0 {
		t.Fatal(found)
	}
	js := bytesOf(t, th, "learn.en.js")
	if !strings.Contains(js, "a database") || !strings.Contains(js, "a hash") || strings.Contains(js, "a cipher") {
		t.Errorf("learn.js does not hold what it imports, or more: %s", js)
	}
	script["themes/default/client/learn.ts"] = `import { none } from "nothing-of-this-name"; none();`
	_, found = load(t, layered(t, script), config())
	if len(found) != 1 || found[0].Code != diag.MissingLib || !strings.Contains(found[0].Message, "make") {
		t.Errorf("a package that is not there gives %v", found)
	}
}

// A script says its own family of strings, without those of layouts.
func TestScriptsHaveTheirWords(t *testing.T) {
	words := wordsFor(t, "progress.", map[string]string{
		"themes/default/i18n/en.yaml": "progress.next: Next\nprogress.page.text: A page\nlearn.next: Other\nprogress.days:\n  one: a day\n  other: \"{n} days\"\n",
		"themes/default/i18n/de.yaml": "progress.next: Als Nächstes\n",
	})
	if got := fmt.Sprint(words["de"]); got != "map[days:map[one:a day other:{n} days] next:Als Nächstes]" {
		t.Errorf("German: %s", got)
	}
	if got := fmt.Sprint(words["en"]); got != "map[days:map[one:a day other:{n} days] next:Next]" {
		t.Errorf("English: %s", got)
	}
}

func wordsFor(t *testing.T, family string, over map[string]string) map[course.Lang]map[string]any {
	t.Helper()
	var report diag.List
	cfg := config()
	said := loadStrings(newFiles(layered(t, over), ""), cfg.Languages, &report)
	return scriptWords(cfg.Languages, said, family)
}
