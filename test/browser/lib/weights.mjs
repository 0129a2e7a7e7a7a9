export async function weigh() { return 0; }
