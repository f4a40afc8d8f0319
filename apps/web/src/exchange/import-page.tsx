export const ImportPage = () => <main className="page" id="content" />
