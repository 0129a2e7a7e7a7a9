// Package seal keeps from everybody what is for some: confidential briefs, a role's
// points, solutions. What is to be sealed is a Content, which nothing but this package
// can look into. Sealed, it is a JWE in JSON serialization (RFC 7516) that each of its
// codes opens; go-jose and npm's jose read it, too.
//
// All keys, codes and nonces follow from one site secret by HKDF (RFC 5869), so that
// the same content is the same bytes in every build. The key of a content depends on
// the content itself: no key meets one nonce with two texts.
//
// Nothing here is cryptography of our own: PBKDF2, HKDF, AES-GCM are the standard
// library's, AES key wrap is go-jose's.
package seal
