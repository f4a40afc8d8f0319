export const StatusPage = () => <main className="page" id="content" />
