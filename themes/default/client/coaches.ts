// Narrows the list of coaches. What is looked for is kept nowhere and goes into no
// address: it says what somebody finds difficult.
import { fits, open, wishes, type Coach, type Wanted, type Wish } from "./coaches/fits";
import { say } from "./words";

const form = document.querySelector<HTMLFormElement>(".narrow");
const shown = [...document.querySelectorAll<HTMLElement>(".coach")];
if (form && shown.length > 1) narrow(form);

function narrow(form: HTMLFormElement): void {
  const count = document.querySelector<HTMLElement>(".count")!;
  const nobody = document.querySelector<HTMLElement>(".nobody")!;
  const everybody = count.textContent;
  const coaches = shown.map((row) => ({ row, ...read(row) }));
  const draw = (): void => {
    const wanted = look(form);
    let n = 0;
    for (const coach of coaches) {
      coach.row.hidden = !fits(coach, wanted);
      n += Number(!coach.row.hidden);
    }
    nobody.hidden = n > 0;
    const said = open(wanted) ? everybody : say("fit", { n, of: coaches.length });
    if (count.textContent !== said) count.textContent = said;
  };
  form.hidden = false;
  form.onchange = draw;
  form.onsubmit = (event) => event.preventDefault();
  nobody.querySelector("button")!.onclick = () => {
    form.reset();
    draw();
    form.querySelector<HTMLElement>("select, input")?.focus();
  };
  draw(); // a browser may have kept what was chosen
}

/** What a coach says, as it stands on the page. */
function read(row: HTMLElement): Coach {
  const words = (wish: Wish): string[] => [...row.querySelectorAll(`[data-of="${wish}"] > li`)].map((item) => item.textContent);
  return { says: { strength: words("strength"), situation: words("situation"), language: words("language") }, free: row.dataset.free !== undefined };
}

function look(form: HTMLFormElement): Wanted {
  const said = new FormData(form);
  const [strength, situation, language] = wishes.map((wish) => `${said.get(wish) ?? ""}`) as [string, string, string];
  return { strength, situation, language, free: said.has("free") };
}
