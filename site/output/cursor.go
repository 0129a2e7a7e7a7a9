package output

import (
	"os"
	"path"
)

// cursor keeps the folder of the last file open: files come folder by folder,
// and a Root looks up each name of a path anew, with a system call for each.
type cursor struct {
	root, sub *os.Root
	dir       string
}

// at is a root and a name in it that mean name in root.
func (c *cursor) at(root *os.Root, name string) (*os.Root, string) {
	dir, base := path.Split(name)
	if dir == "" {
		return root, name
	}
	if c.sub == nil || c.root != root || c.dir != dir {
		c.close()
		sub, err := root.OpenRoot(dir)
		if err != nil {
			return root, name // whoever uses it says what is wrong
		}
		c.root, c.sub, c.dir = root, sub, dir
	}
	return c.sub, base
}

func (c *cursor) close() {
	if c.sub != nil {
		_ = c.sub.Close()
	}
	*c = cursor{}
}
