//go:build !linux

package preview

// remoteFileSystem names the kind of network file system a folder is on. Other
// systems than Linux refuse the watch, or report changes made elsewhere.
func remoteFileSystem(string) string { return "" }
