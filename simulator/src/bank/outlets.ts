import type { BranchFormat, BranchStage } from '@huiting/contracts/organization'
import type { z } from 'zod'
import type { Rhythm } from './plan-types.ts'

/** One outlet as written down by hand: everything else about it follows from this row and the seed. */
export interface OutletSketch {
  readonly code: string
  readonly name: string
  readonly address: string
  readonly at: readonly [latitude: number, longitude: number]
  readonly format: z.output<typeof BranchFormat>
  readonly stage?: BranchStage
  readonly rhythm: Rhythm
  readonly visitsPerDay: number
  readonly squareMetres: number
  /** Kinds of its windows in order: p personal, c cash, n non-cash, b corporate, f flexible, e express, v wealth room. */
  readonly windows: string
  readonly weekend: boolean
}

export interface RegionSketch {
  readonly code: string
  readonly name: string
  readonly city: string
  readonly areaCode: string
  readonly outlets: readonly OutletSketch[]
}

export const bankName = '江海银行'
export const storyOutletCode = '320113'

/** Names of districts are real, the outlets, streets and house numbers are not. */
export const regions: readonly RegionSketch[] = [
  {
    code: 'NJ',
    name: '南京分行',
    city: '南京',
    areaCode: '025',
    outlets: [
      { code: '320101', name: '分行营业部', address: '南京市中央路口听泉街 1 号', at: [32.0608, 118.7968], format: 'flagship', rhythm: 'normal', visitsPerDay: 216, squareMetres: 1120, windows: 'pppccbbvv', weekend: true },
      { code: '320104', name: '新街口支行', address: '南京市金桥路 66 号', at: [32.0415, 118.7848], format: 'flagship', rhythm: 'noon', visitsPerDay: 264, squareMetres: 980, windows: 'ppppccbfv', weekend: true },
      { code: '320113', name: '城东支行', address: '南京市城东区文澜路 18 号', at: [32.0479, 118.8312], format: 'full', rhythm: 'payday', visitsPerDay: 202, squareMetres: 628, windows: 'pppcbfv', weekend: true },
      { code: '320105', name: '河西支行', address: '南京市河西新城云锦大道 208 号', at: [32.0102, 118.7301], format: 'full', rhythm: 'noon', visitsPerDay: 172, squareMetres: 560, windows: 'pppcbfv', weekend: true },
      { code: '320115', name: '江宁支行', address: '南京市江宁区书院路 35 号', at: [31.9522, 118.8401], format: 'full', rhythm: 'normal', visitsPerDay: 158, squareMetres: 540, windows: 'ppcnbfv', weekend: true },
      { code: '320106', name: '鼓楼支行', address: '南京市鼓楼区青石巷 9 号', at: [32.0665, 118.7702], format: 'full', rhythm: 'payday', visitsPerDay: 166, squareMetres: 600, windows: 'pppccbfv', weekend: true },
      { code: '320114', name: '仙林支行', address: '南京市仙林大学城知行路 12 号', at: [32.1021, 118.9136], format: 'featured', rhythm: 'weekend', visitsPerDay: 104, squareMetres: 380, windows: 'ppcfv', weekend: true },
      { code: '320111', name: '浦口支行', address: '南京市浦口区望江路 77 号', at: [32.0589, 118.6278], format: 'light', rhythm: 'normal', visitsPerDay: 92, squareMetres: 300, windows: 'ppcbf', weekend: true },
      { code: '320117', name: '溧水支行', address: '南京市溧水区秦水街 20 号', at: [31.6531, 119.0285], format: 'community', rhythm: 'payday', visitsPerDay: 62, squareMetres: 210, windows: 'ppcf', weekend: false },
      { code: '320118', name: '高淳支行', address: '南京市高淳区湖畔路 5 号', at: [31.3277, 118.8921], format: 'light', stage: 'renovating', rhythm: 'normal', visitsPerDay: 70, squareMetres: 260, windows: 'ppcb', weekend: false },
    ],
  },
  {
    code: 'SZ',
    name: '苏州分行',
    city: '苏州',
    areaCode: '0512',
    outlets: [
      { code: '320501', name: '苏州分行营业部', address: '苏州市平江路口桂香街 2 号', at: [31.3123, 120.6195], format: 'flagship', rhythm: 'normal', visitsPerDay: 208, squareMetres: 1040, windows: 'pppccbbv', weekend: true },
      { code: '320594', name: '苏州工业园区支行', address: '苏州市工业园区星汉路 118 号', at: [31.3197, 120.7103], format: 'flagship', rhythm: 'noon', visitsPerDay: 238, squareMetres: 900, windows: 'pppcbbfvv', weekend: true },
      { code: '320508', name: '姑苏支行', address: '苏州市姑苏区临顿桥 31 号', at: [31.3204, 120.6302], format: 'full', rhythm: 'payday', visitsPerDay: 164, squareMetres: 520, windows: 'pppcbv', weekend: true },
      { code: '320505', name: '狮山支行', address: '苏州市高新区塔园路 46 号', at: [31.2958, 120.5614], format: 'full', rhythm: 'normal', visitsPerDay: 142, squareMetres: 500, windows: 'ppcnbfv', weekend: true },
      { code: '320507', name: '相城支行', address: '苏州市相城区元和街 88 号', at: [31.3689, 120.6424], format: 'light', rhythm: 'normal', visitsPerDay: 96, squareMetres: 310, windows: 'ppcbf', weekend: true },
      { code: '320506', name: '吴中支行', address: '苏州市吴中区枫津路 15 号', at: [31.2623, 120.6321], format: 'full', rhythm: 'payday', visitsPerDay: 132, squareMetres: 460, windows: 'ppcbfv', weekend: true },
      { code: '320509', name: '平望支行', address: '苏州市吴江区平望镇运河路 3 号', at: [30.9791, 120.6398], format: 'community', rhythm: 'payday', visitsPerDay: 58, squareMetres: 190, windows: 'ppcf', weekend: false },
      { code: '320583', name: '昆山支行', address: '苏州市昆山前进街 150 号', at: [31.3846, 120.9807], format: 'full', rhythm: 'weekend', visitsPerDay: 150, squareMetres: 520, windows: 'ppcebfv', weekend: true },
    ],
  },
  {
    code: 'WX',
    name: '无锡分行',
    city: '无锡',
    areaCode: '0510',
    outlets: [
      { code: '320201', name: '无锡分行营业部', address: '无锡市中山路口映月街 6 号', at: [31.5747, 120.3019], format: 'flagship', rhythm: 'normal', visitsPerDay: 182, squareMetres: 960, windows: 'pppccbv', weekend: true },
      { code: '320211', name: '滨湖支行', address: '无锡市滨湖区蠡溪路 52 号', at: [31.5301, 120.2698], format: 'full', rhythm: 'weekend', visitsPerDay: 154, squareMetres: 500, windows: 'ppcebfv', weekend: true },
      { code: '320214', name: '新吴支行', address: '无锡市新吴区旺庄路 99 号', at: [31.5498, 120.3552], format: 'full', rhythm: 'noon', visitsPerDay: 136, squareMetres: 470, windows: 'ppcbfv', weekend: true },
      { code: '320205', name: '锡山支行', address: '无锡市锡山区东亭街 41 号', at: [31.5903, 120.3874], format: 'light', rhythm: 'normal', visitsPerDay: 88, squareMetres: 290, windows: 'ppcbf', weekend: true },
      { code: '320281', name: '江阴支行', address: '无锡市江阴澄江路 27 号', at: [31.9098, 120.2853], format: 'featured', rhythm: 'payday', visitsPerDay: 128, squareMetres: 420, windows: 'ppcbfv', weekend: true },
      { code: '320206', name: '惠山支行', address: '无锡市惠山区堰桥路 11 号', at: [31.6807, 120.2981], format: 'community', rhythm: 'normal', visitsPerDay: 66, squareMetres: 220, windows: 'ppcf', weekend: false },
    ],
  },
]
