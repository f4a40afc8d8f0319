export const BatchPage = () => <main className="page" id="content" />
