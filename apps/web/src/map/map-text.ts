import { makeText } from '../app/make-text.ts'

export const useMapText = makeText('map', {
  label: [
    '城市地图。方向键移动，加减键缩放，回车选中十字处。',
    'Map of the city. Arrow keys move, plus and minus zoom, Enter picks what is at the cross.',
  ],
  note: [
    '无审图号，仅供演示；虚线为近似界线',
    'Demo only, no approved base map (无审图号); dashed outlines are approximate',
  ],
  noWebgl: [
    '浏览器没有可用的 WebGL，无法显示地图。列表和查询不受影响。',
    'This browser offers no WebGL, so there is no map. Lists and searches work as usual.',
  ],
})
