package diag

// formEntries explains what can be wrong with worksheets and learning paths as parts
// of a course.
var formEntries = []Entry{
	{UnknownField, Error, "a field that settles nothing", `After a negotiation, a field can say what became of an estimate: it settles one
field of one form, which must be there and be an estimate. Here the form, the field or
the word "estimate" is missing, so learners would never see how good their estimate
was. Name the form and the id of the field, or mark that one as an estimate.

Instead of:

    - Actual result (money, settles preparation: expectd) {#actual}

write:

    - Actual result (money, settles preparation: expected) {#actual}`},
	{DoubledForm, Error, "two forms of one name", `A form's name says which form is meant, on any page of the course: in a field that
settles an estimate, and in what learners have kept. Two of one name would be taken
for each other. Leave the name to the older form, since learners' copies hang on it,
and give the other one another.

Instead of:

    ::: form review

on two pages, write on the newer one:

    ::: form review-short`},
	{BadStep, Error, "a step that leads to no page", `A learning path is a list of pages, each a link, since only of a page Parley can
tell whether it is done. This step has no link, or one that leads to a file or to
another site, or a page that is a step already.

Instead of:

    - Prepare (20 min)

write:

    - [Prepare](framework/prepare.md) (20 min)`},
	{DoubledSettling, Warning, "two fields that settle one estimate", `Two fields of this form settle the same estimate. Two answers cannot both be what
became of it. Often a line was copied. Name another estimate in one of them, or take
settles out of it.

Instead of:

    - Actual result (money, settles preparation: expected) {#actual}
    - Days that it took (money, settles preparation: expected) {#days}

write:

    - Actual result (money, settles preparation: expected) {#actual}
    - Days that it took (number, settles preparation: duration) {#days}`},
}
