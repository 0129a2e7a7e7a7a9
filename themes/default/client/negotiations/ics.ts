// Reminders for the learner's own calendar, since a page cannot call them: RFC 5545.

export interface Reminder {
  /** Stays the same, so that a later file moves the appointment. */
  uid: string;
  /** YYYY-MM-DD: the whole day. */
  day: string;
  title: string;
  text: string;
}

/** A calendar file with an appointment for each; made is when, in ISO 8601. */
export function calendar(reminders: readonly Reminder[], made: string): string {
  const stamp = made.replace(/\.\d+/, "").replace(/[-:]/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parley//Parley//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  for (const { uid, day, title, text } of reminders) {
    lines.push(
      "BEGIN:VEVENT", `UID:${escaped(uid)}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(after(day))}`,
      `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, "TRIGGER:PT9H", "END:VALARM", "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR"].map(folded).join("\r\n") + "\r\n";
}

const plain = (day: string): string => day.replace(/-/g, "");

/** The day after: an appointment ends before its end. */
function after(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n").replace(/[\x00-\x1f\x7f]/g, " ");

/** No line is longer than 75 bytes; the next one begins with a blank. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [out, size] = ["", 0];
  for (const sign of line) {
    const bytes = encoder.encode(sign).length;
    if (size + bytes > 75) {
      out += "\r\n ";
      size = 1;
    }
    out += sign;
    size += bytes;
  }
  return out;
}
