package render

import (
	"fmt"

	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/search"
)

// SearchFolder holds the shards that the site is searched with, of all languages.
const SearchFolder = "search"

// searchFiles makes the search's index. A shard stays for one deploy after the
// index has another in its place: a page that is open may still ask for it. The
// root's name never changes, so that pages need not change with it.
// It is there twice: alone, and behind the script that needs it first.
func (r *Renderer) searchFiles() (files []output.File, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("Parley stumbled over the search's index: %v", e)
		}
	}()
	for _, lang := range r.Course.Config.Languages {
		index := search.Build(r.Course, lang)
		for _, s := range index.Shards {
			files = append(files, shardFile(s, output.AssetClass, true))
		}
		files = append(files, shardFile(index.Root, output.PageClass, false), r.boxFile(index.Root))
	}
	return files, nil
}

func shardFile(s search.Shard, class output.Class, stays bool) output.File {
	return output.File{
		Path: SearchFolder + "/" + s.Name + ".js", Class: class, Stays: stays,
		Append: func(dst []byte) ([]byte, error) { return s.Append(dst), nil },
	}
}

// boxFile is the script that searches with a language's root behind it: one
// request less before the first answer.
func (r *Renderer) boxFile(root search.Shard) output.File {
	return output.File{
		Path: SearchFolder + "/" + root.Name + ".box.js", Class: output.PageClass,
		Append: func(dst []byte) ([]byte, error) {
			box, err := r.Theme.SearchBox()
			return root.Append(append(dst, box...)), err
		},
	}
}
