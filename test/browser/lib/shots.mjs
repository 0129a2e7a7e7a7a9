export async function shoot() { return 0; }
