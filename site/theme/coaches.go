package theme

import "html/template"

// Coach is somebody who coaches.
type Coach struct {
	Link        // the coach's page, under the name
	Description string
	TextLang    template.HTMLAttr // as in Page
	Strengths   []string
	Situations  []string
	Languages   []string
	Training    []string
	Hours       string   // "2 a month"; may be empty
	Free        bool     // takes somebody on now
	Words       []string // of the public card; empty where there is none
	All         string   // address of the page of all coaches
	Ask         string   // address of the sheet that asks for one; "" where there is none
}

// Coaches is everybody who coaches, and what the list can be narrowed by.
type Coaches struct {
	All        []Coach
	Strengths  []string
	Situations []string
	Languages  []string
	Busy       bool   // somebody takes nobody on now
	Ask        string // as in Coach
}
