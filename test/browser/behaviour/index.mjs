export async function behaviours() {}
