export const MapPage = () => <main className="page" id="content" />
