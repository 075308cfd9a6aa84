import { type NewPart, zipOf } from './zip-write.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const inline = (at: string, text: string, style = 0) => `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
const shared = (at: string, index: number, style = 0) => `<c r="${at}" s="${style}" t="s"><v>${index}</v></c>`
const blank = (at: string, style: number) => `<c r="${at}" s="${style}"/>`

/** Styles: 0 plain, 1 day, 2 percent, 3 whole number, 4 text, 5 number with two places. */
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

const rows = [
  `<row r="1" spans="1:6" ht="30" customHeight="1">${shared('A1', 0)}</row>`,
  `<row r="2" spans="1:6">${shared('A2', 1)}${blank('B2', 4)}${blank('C2', 4)}${inline('D2', '填报日期')}${blank('E2', 1)}</row>`,
  `<row r="3" spans="1:6">${inline('A3', '事项')}${inline('C3', '指标')}${inline('D3', '本季')}${inline('E3', '上季')}${inline('F3', '合计')}</row>`,
  // The label of a block stands beside all of its rows.
  `<row r="4" spans="1:6">${inline('A4', '申请受理')}${inline('C4', '收到申请数（件）')}${blank('D4', 3)}<c r="E4" s="3"><v>7</v></c><c r="F4" s="3"><f>SUM(D4:E4)</f><v>7</v></c></row>`,
  `<row r="5" spans="1:6">${inline('C5', '按时答复数（件）')}${blank('D5', 3)}<c r="E5" s="3"><v>6</v></c><c r="F5" s="3"><f t="shared" ref="F5:F6" si="0">SUM(D5:E5)</f><v>6</v></c></row>`,
  `<row r="6" spans="1:6">${inline('C6', '同意数（件）')}${blank('D6', 3)}<c r="E6" s="3"><v>5</v></c><c r="F6" s="3"><f t="shared" si="0"/><v>5</v></c></row>`,
  `<row r="7" spans="1:6">${inline('A7', '时效')}${inline('C7', '按时答复率')}${blank('D7', 2)}<c r="E7" s="2"><v>0.857</v></c><c r="F7" s="2"><f>IF(F4=0,0,F5/F4)</f><v>0.857</v></c></row>`,
  `<row r="9"><c r="A9" t="str"><f>"共 "&amp;F4&amp;" 件"</f><v>共 7 件</v></c><c r="D9"><f t="array" ref="D9:D10">D4:D5*2</f><v>0</v></c></row>`,
  `<row r="10"><c r="D10"><v>0</v></c></row>`,
  `<row r="12">${inline('A12', '填报人：')}${blank('B12', 0)}${inline('D12', '审核人：')}</row>`,
]

export const sheetPart = `${head}<worksheet xmlns="${main}" xmlns:r="${office}/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:F12"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="14" customWidth="1"/><col min="7" max="7" width="9" style="5" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><mergeCells count="4"><mergeCell ref="A1:F1"/><mergeCell ref="B2:C2"/><mergeCell ref="A4:B6"/><mergeCell ref="A7:B7"/></mergeCells><conditionalFormatting sqref="D4:D6"><cfRule type="cellIs" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="whole" allowBlank="1" sqref="D4:D6"><formula1>0</formula1><formula2>999999</formula2></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`

const summary = `${head}<worksheet xmlns="${main}"><sheetData><row r="1">${inline('A1', '全市汇总')}<c r="B1"><f>报表!F4*10</f><v>70</v></c></row></sheetData></worksheet>`

const parts = (sheet: string): NewPart[] => {
  const files: Readonly<Record<string, string | Buffer>> = {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}/relationships"><sheets><sheet name="报表" sheetId="1" r:id="r1"/><sheet name="汇总" sheetId="2" r:id="r2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">报表!$A$1:$F$12</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="${office}/relationships/styles" Target="styles.xml"/><Relationship Id="r4" Type="${office}/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/worksheets/sheet2.xml': summary,
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}" count="2" uniqueCount="2"><si><t>澄湖市政务数据共享情况季度报表</t></si><si><t>填报单位</t></si></sst>`,
    'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>市数据局</dc:creator></cp:coreProperties>`,
    'xl/media/image1.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]),
  }
  return Object.entries(files).map(([name, content]) => ({ name, chunks: [content] }))
}

/** A city's quarterly form as its office would make it: labels, blanks with formats, totals by formula, a second sheet that reads the first. */
export const cityForm = (sheet: string = sheetPart): Promise<Buffer> => zipOf(parts(sheet))
