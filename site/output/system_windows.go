package output

import (
	"errors"
	"path/filepath"
	"syscall"
)

// Error numbers of Windows that package syscall does not name.
const (
	errorSharingViolation = syscall.Errno(32)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)

	fileFlagDeleteOnClose = 0x04000000
)

// lockFolder holds a file beside the folder that nobody else may open and
// that the system deletes with the process.
func lockFolder(folder string) (release func(), err error) {
	name, err := syscall.UTF16PtrFromString(filepath.Join(filepath.Dir(folder), ownPrefix+filepath.Base(folder)+".lock"))
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|fileFlagDeleteOnClose, 0)
	if errors.Is(err, errorSharingViolation) {
		return nil, errBusy
	}
	if err != nil {
		return nil, err
	}
	return func() { _ = syscall.CloseHandle(h) }, nil
}

func diskFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}
