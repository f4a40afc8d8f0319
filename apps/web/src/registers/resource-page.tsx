export const ResourcePage = () => <main className="page" id="content" />
