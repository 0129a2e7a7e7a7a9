package theme

// Own is what a learner's own pages need: My progress, My negotiations and My file.
type Own struct {
	App      string // what the script draws on layout progress: "progress" or "negotiations"
	Needs    string // what layout progress says where scripts do not run
	Course   string // address of the script that says what there is to do
	Progress string // addresses of My progress and My file
	Record   string
	Coaches  string // of My negotiations: addresses of the page of all coaches and of the sheet
	Ask      string // that asks for one; may be empty
}
