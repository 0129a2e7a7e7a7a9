package envelope

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"strings"
	"testing"

	vectors "c2sp.org/CCTV/age"
	"filippo.io/age"
)

// TestCCTV tries the vectors of the Community Cryptography Test Vectors for age with
// X25519 and scrypt: what is right opens, everything else is refused.
func TestCCTV(t *testing.T) {
	tried := 0
	err := fs.WalkDir(vectors.Vectors, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(vectors.Vectors, path)
		if err != nil {
			return err
		}
		head, body := split(t, data)
		by := identityOf(head)
		if by == nil || head["armored"] != "" {
			return nil // other keys; armour we read more kindly, since mails are quoted
		}
		tried++
		plain, err := decrypt(body, by)
		if sum := sha256.Sum256(plain); head["expect"] == "success" {
			if err != nil || hex.EncodeToString(sum[:]) != head["payload"] {
				t.Errorf("%s: %v", path, err)
			}
		} else if err == nil {
			t.Errorf("%s opened: %s", path, head["comment"])
		}
		return nil
	})
	if err != nil || tried < 50 {
		t.Errorf("%d vectors were tried: %v", tried, err)
	}
}

func identityOf(head map[string]string) age.Identity {
	if words := head["passphrase"]; words != "" {
		if id, err := age.NewScryptIdentity(words); err == nil {
			id.SetMaxWorkFactor(mostWork)
			return id
		}
	}
	if id, err := age.ParseX25519Identity(head["identity"]); err == nil {
		return id
	}
	return nil
}

func split(t *testing.T, data []byte) (map[string]string, []byte) {
	t.Helper()
	head := map[string]string{}
	r := bufio.NewReader(bytes.NewReader(data))
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if line == "\n" {
			break
		}
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		head[key] = value
	}
	body, err := io.ReadAll(r)
	if err == nil && head["compressed"] == "zlib" {
		z, zerr := zlib.NewReader(bytes.NewReader(body))
		if zerr != nil {
			t.Fatal(zerr)
		}
		body, err = io.ReadAll(z)
	}
	if err != nil {
		t.Fatal(err)
	}
	return head, body
}
