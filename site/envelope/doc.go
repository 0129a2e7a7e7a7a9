// Package envelope is the file that travels from one person to another: what a learner
// chose to share, a coach's answer, a request to the center. docs/files.md has the
// format, themes/default/client/share the same in a browser.
//
// Encryption is age's, the signature the standard library's Ed25519; nothing here is
// cryptography of our own. A file is read whole or not at all, and nothing of it is
// believed before its signature was.
package envelope
