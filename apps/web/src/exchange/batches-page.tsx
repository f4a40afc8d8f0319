export const BatchesPage = () => <main className="page" id="content" />
