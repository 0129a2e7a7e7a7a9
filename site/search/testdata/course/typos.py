#!/usr/bin/env python3
"""Makes queries_typo.jsonl from queries.jsonl: one edit in the longest word.

A word is a run of letters, so a hyphen or an apostrophe ends it. Of several
longest words the first is taken, and a query whose longest word has fewer than
four letters is left out. The four operations are dealt out evenly, and within
each about 15 % of the edits touch the first letter. The seed is fixed and
every random choice comes from one generator, so a second run gives the same file.

  sub   a letter becomes its neighbour on a QWERTY keyboard
  del   a letter is missing
  ins   a letter's neighbour on the keyboard is typed before or after it
        (for an edit of the first letter: before it)
  swap  two neighbouring, different letters change places
"""
import json, os, random, re

SEED = 20261126
FIRST = 0.15
MIN = 4
OPS = ["sub", "del", "ins", "swap"]
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def neighbours():
    at = {c: (x + 0.5 * y, y) for y, row in enumerate(ROWS) for x, c in enumerate(row)}
    return {
        c: "".join(sorted(d for d in at if d != c
                          and abs(at[d][0] - at[c][0]) <= 1 and abs(at[d][1] - at[c][1]) <= 1))
        for c in at
    }


NEAR = neighbours()


def near(rng, c):
    d = rng.choice(NEAR[c.lower()])
    return d.upper() if c.isupper() else d


def edit(rng, w, op, first):
    if op == "swap":
        places = [i for i in range(len(w) - 1) if w[i].lower() != w[i + 1].lower()]
        inner = [i for i in places if i > 0]
        i = 0 if first and 0 in places else rng.choice(inner)
        return w[:i] + w[i + 1] + w[i] + w[i + 2:]
    i = 0 if first else rng.randrange(1, len(w))
    if op == "sub":
        return w[:i] + near(rng, w[i]) + w[i + 1:]
    if op == "del":
        return w[:i] + w[i + 1:]
    j = i if first else i + rng.randrange(2)
    return w[:j] + near(rng, w[i]) + w[j:]


def main():
    rng = random.Random(SEED)
    with open(os.path.join(HERE, "queries.jsonl"), encoding="utf-8") as f:
        queries = [json.loads(line) for line in f]
    todo = []
    for q in queries:
        words = list(re.finditer(r"[A-Za-z]+", q["q"]))
        m = max(words, key=lambda m: len(m.group()))  # the first of the longest
        if len(m.group()) >= MIN:
            todo.append((q, m))
    # Deal out the operations evenly and, within each, the edits of a first letter.
    plan = []
    for k, op in enumerate(OPS):
        n = len(todo[k::len(OPS)])
        f = int(n * FIRST + 0.5)
        plan += [(op, i < f) for i in range(n)]
    rng.shuffle(plan)
    with open(os.path.join(HERE, "queries_typo.jsonl"), "w", encoding="utf-8") as out:
        for (q, m), (op, first) in zip(todo, plan):
            was = m.group()
            now = edit(rng, was, op, first)
            t = {"id": q["id"], "q": q["q"][:m.start()] + now + q["q"][m.end():],
                 "kind": q["kind"], "was": was, "now": now, "op": op}
            out.write(json.dumps(t, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
