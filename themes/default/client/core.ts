// What every page needs; each part does nothing where the page has no use for
// it. Without scripts the page reads the same.
import { headingAnchors } from "./anchors";
import { copyButtons } from "./copy";
import { popups } from "./popups";
import { preview } from "./preview";
import { schemeButton } from "./scheme-button";
import { whereInSite } from "./side";
import { whereInPage } from "./toc";

const words = (document.currentScript as HTMLScriptElement).dataset;

schemeButton();
popups();
whereInSite();
whereInPage();
headingAnchors();
copyButtons(words.copy ?? "", words.copied ?? "");
preview();
