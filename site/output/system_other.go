//go:build !windows && (!unix || aix || solaris)

package output

import (
	"errors"
	"strings"
)

// lockFolder has no lock to offer that the death of a process would release.
func lockFolder(string) (release func(), err error) {
	return nil, errors.ErrUnsupported
}

func diskFull(err error) bool { return strings.Contains(err.Error(), "no space left") }
