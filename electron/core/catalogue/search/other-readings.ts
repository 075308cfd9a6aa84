/**
 * Characters of several readings that occur in names of places, offices and data. Each of their readings finds an
 * entry, whichever is right in its place: what an officer types is what the input method has taught.
 */
const table =
  '行xing,hang 重zhong,chong 长chang,zhang 会hui,kuai 调diao,tiao 畜chu,xu 给gei,ji 率lv,shuai 传chuan,zhuan 藏cang,zang 降jiang,xiang 角jiao,jue ' +
  '校xiao,jiao 乐le,yue 单dan,shan 都du,dou 车che,ju 参can,shen 弹dan,tan 得de,dei 地di,de 大da,dai 还huan,hai 卡ka,qia 朝chao,zhao 强qiang,jiang ' +
  '宿su,xiu 省sheng,xing 血xue,xie 厦sha,xia 六liu,lu 蚌bang,beng 阿a,e 番fan,pan 柏bai,bo 堡bao,pu,bu 泊bo,po 薄bo,bao 粘nian,zhan 解jie,xie ' +
  '尉wei,yu 乘cheng,sheng 盛sheng,cheng 石shi,dan 提ti,di 识shi,zhi 什shi,shen 合he,ge 铅qian,yan 歙she,xi 浚jun,xun 涡wo,guo 荥xing,ying 巷xiang,hang ' +
  '叶ye,xie 折zhe,she 着zhe,zhuo,zhao 种zhong,chong 差cha,chai,ci 伺si,ci 说shuo,shui 没mei,mo 模mo,mu 脉mai,mo 绿lv,lu 落luo,la 露lu,lou 陆lu,liu 勒le,lei ' +
  '稽ji,qi 缉ji,qi 壳ke,qiao 劲jin,jing 核he,hu 纤xian,qian 系xi,ji 屯tun,zhun 熟shu,shou 色se,shai 杉shan,sha 似si,shi 秘mi,bi 便bian,pian 屏ping,bing ' +
  '曝bao,pu 迫po,pai 奇qi,ji 区qu,ou 塞sai,se 刹cha,sha 辟pi,bi 扁bian,pian 曾zeng,ceng 查cha,zha 澄cheng,deng 幢zhuang,chuang 度du,duo 贾jia,gu 虹hong,jiang ' +
  '覃qin,tan 洗xi,xian 圈quan,juan 适shi,kuo 丽li,lv 缪miao,mou,miu 炔que,gui 莘shen,xin 枞zong,cong 台tai,tuo 埔pu,bu 圩wei,xu 峒dong,tong 侗dong,tong 俞yu,shu 的de,di'

export const otherReadings: ReadonlyMap<string, readonly string[]> = new Map(
  table.split(' ').map((entry) => {
    const [char = ''] = entry
    return [char, entry.slice(char.length).split(',')]
  }),
)
