package preview

import "syscall"

// remoteFileSystem names the kind of network or host-shared file system a
// folder is on. Linux accepts watches there, but tells nothing of what others
// change. "" stands for a local file system.
func remoteFileSystem(dir string) string {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return ""
	}
	switch uint32(st.Type) {
	case 0x6969:
		return "NFS"
	case 0x517b, 0xfe534d42, 0xff534d42:
		return "SMB"
	case 0x01021997:
		return "9p, as for Windows folders in WSL"
	case 0x65735546:
		return "FUSE"
	case 0x786f4256:
		return "VirtualBox"
	case 0x00c36400:
		return "Ceph"
	case 0x5346414f, 0x6b414653:
		return "AFS"
	}
	return ""
}
