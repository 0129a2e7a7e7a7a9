// Checks of the built files themselves, without a browser.
import { fail } from './report.mjs';
import { deadLinks, deadStyles, readPages } from './links.mjs';
import { validate } from './validate.mjs';

/** Runs html-validate and follows all links, over every page of every site. */
export async function readBuilt(report, sites) {
  await Promise.all(sites.map(async (site) => {
    const [pages, findings] = await Promise.all([readPages(site), validate(site)]);
    for (const file of site.pages) {
      await report.test(`${site.name}/${file} · built`, 'links', async () => fail(deadLinks(site, pages, file)));
      await report.test(`${site.name}/${file} · built`, 'html-validate', async () => fail(findings.get(file)));
    }
    for (const file of site.files.filter((f) => f.endsWith('.css'))) {
      await report.test(`${site.name}/${file} · built`, 'links', async () => fail(await deadStyles(site, file)));
    }
    for (const file of ['course.json', 'course.js', 'index.html', '404.html']) {
      await report.test(`${site.name}/${file} · built`, 'is there', async () => fail(site.files.includes(file) ? [] : ['it was not built']));
    }
  }));
}
