import { makeText } from '../app/make-text.ts'

export const usePlacesText = makeText('places', {
  title: ['城市地图', 'City map'],
  layers: ['图层', 'Layers'],
  layersHint: ['有位置且已有数据的登记库', 'Registers with positions and rows'],
  noLayers: ['还没有带位置的数据。', 'No register with positions holds rows yet.'],
  importFirst: ['导入一个文件', 'Import a file'],
  rows: ['{{n}} 行', '{{n}} rows', '{{n}} row'],
  inView: ['视野内 {{n}}', '{{n}} in view'],
  needsPurpose: ['先说明用途', 'State a purpose first'],
  notAllowed: ['不向您的角色开放', 'not open to your role'],
  area: ['区域', 'Area'],
  findArea: ['按名称找区域', 'Find an area by name'],
  wholeCity: ['全市', 'Whole city'],
  cells: [
    '数据密集处合并显示：颜色越浓，行越多；点击放大',
    'Dense parts are merged: the stronger the colour, the more rows; click to zoom in',
  ],
  hoverHint: ['移到区域上看名称，点一个点看它的那一行', 'Point at an area for its name, click a point for its row'],
  fold: ['收起图层', 'Hide layers'],
  unfold: ['图层', 'Layers'],
  rowsOfArea: ['这一区域的数据', 'Rows of this area'],
})
