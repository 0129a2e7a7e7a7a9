// What every page needs; each part does nothing where the page has no use for
// it. Without scripts the page reads the same.
import { headingAnchors } from "./anchors";
import { copyButtons } from "./copy";
import { find } from "./find";
import { navMarks } from "./nav-marks";
import { popups } from "./popups";
import { preview } from "./preview";
import { schemeButton } from "./scheme-button";
import { whereInSite } from "./side";
import { terms } from "./terms";
import { whereInPage } from "./toc";
import { unfold } from "./unfold";

const { dataset, src } = document.currentScript as HTMLScriptElement;

schemeButton();
popups();
navMarks(dataset.site ?? "", dataset.folder ?? "", new URL("../", src).href);
whereInSite();
whereInPage();
headingAnchors();
copyButtons(dataset.copy ?? "", dataset.copied ?? "");
terms(new URL(CARD, src).href);
find(new URL(`../search/${document.documentElement.lang.toLowerCase()}.box.js`, src).href);
unfold();
preview();
