package diag

// Excerpts fills in the Source of each diagnostic that names a line. read is
// asked once for each file; one it cannot give, and a line the file has not,
// leave Source empty.
func Excerpts(ds []Diagnostic, read func(file string) ([]byte, error)) {
	type line struct {
		file   string
		number int
	}
	files := make(map[string]*Lines)
	texts := make(map[line]string) // many findings on one long line share its text
	for i := range ds {
		d := &ds[i]
		if d.Private || d.Source != "" || d.Pos.Line < 1 || d.Pos.File == "" {
			continue
		}
		lines, known := files[d.Pos.File]
		if !known {
			if src, err := read(d.Pos.File); err == nil {
				lines = NewLines(src)
			}
			files[d.Pos.File] = lines
		}
		if lines == nil {
			continue
		}
		at := line{d.Pos.File, d.Pos.Line}
		text, known := texts[at]
		if !known {
			text = lines.Text(at.number)
			texts[at] = text
		}
		d.Source = text
	}
}
