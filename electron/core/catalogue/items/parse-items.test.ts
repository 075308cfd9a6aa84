import { describe, expect, it } from 'vitest'
import { parseItems } from './parse-items.ts'

const parse = (text: string) => {
  let ids = 0
  return parseItems(text, () => `20000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`)
}
/** Only what is filled, without the id. */
const brief = (text: string) =>
  parse(text).items.map(({ id: _, ...item }) => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== '' && value !== false)))

describe('cells of a sheet', () => {
  it('under the headings of the template, with its suffixes', () => {
    const text = `${'信息项名称\n'.trim()}（必填项）\t数据类型\t数据长度\t共享类型\n许可编号\t字符型C\t32\t\n有效期至\t日期型\t\t有条件\n`
    expect(parse(text).kind).toBe('cells')
    expect(brief(text)).toEqual([
      { name: '许可编号', dataType: '字符型C', length: '32' },
      { name: '有效期至', dataType: '日期型D', shareType: '有条件共享' },
    ])
  })

  it('without headings, in the order of the template or another', () => {
    expect(brief('许可编号\t字符型C\t32\r\n许可日期\t日期型D\t\r\n')).toEqual([
      { name: '许可编号', dataType: '字符型C', length: '32' },
      { name: '许可日期', dataType: '日期型D' },
    ])
    expect(brief('1\txkbh\t许可编号\tvarchar(32)\n2\txkrq\t许可日期\tdate')).toEqual([
      { name: '许可编号', nameEn: 'xkbh', dataType: '字符型C', length: '32' },
      { name: '许可日期', nameEn: 'xkrq', dataType: '日期型D' },
    ])
  })

  it('with line breaks, tabs and quotes inside quoted cells', () => {
    const { items, skipped } = parse(
      '信息项名称\t备注\t数据类型\n"许可\n编号"\t"第一行\n第二行，含""引号""\t和制表"\t字符型\n\t没有名称\t字符型\n"未闭合\t说明\t数值型',
    )
    expect(items.map(({ name, note, dataType }) => [name, note, dataType])).toEqual([
      ['许可编号', '第一行\n第二行，含"引号"\t和制表', '字符型C'],
      ['"未闭合', '说明', '数值型N'],
    ])
    expect(skipped).toEqual([{ line: 5, reason: 'noName' }])
  })

  it('one a line, or in one line', () => {
    expect(brief('姓名\n\n证件类型\n')).toEqual([{ name: '姓名' }, { name: '证件类型' }])
    expect(brief('姓名、证件类型，办结日期')).toEqual([{ name: '姓名' }, { name: '证件类型' }, { name: '办结日期' }])
  })

  it('parted by commas or bars', () => {
    expect(brief('名称,类型,长度\n编号,字符型,10\n金额,货币型,')).toEqual([
      { name: '编号', dataType: '字符型C', length: '10' },
      { name: '金额', dataType: '货币型Y' },
    ])
    expect(brief('| 信息项名称 | 数据类型 |\n|---|:--|\n| 编号 | 整型 |')).toEqual([{ name: '编号', dataType: '整型I' }])
  })

  it('below a title', () => {
    expect(brief('企业许可信息项一览\n序号\t信息项名称\t数据类型\n1\t编号\t字符型')).toEqual([{ name: '编号', dataType: '字符型C' }])
  })

  it('takes nothing from nothing', () => {
    expect(parse(' \n\t\n')).toEqual({ kind: 'cells', items: [], skipped: [] })
  })

  it('lists what does not fit', () => {
    expect(parse(`信息项名称\t数据类型\n${'长'.repeat(201)}\t字符型\n编号\t字符型`)).toMatchObject({
      items: [{ name: '编号' }],
      skipped: [{ line: 2, reason: 'tooLong' }],
    })
    const many = parse(Array.from({ length: 5001 }, (_, i) => `信息项${i}号`).join('\n'))
    expect([many.items.length, many.skipped]).toEqual([5000, [{ line: 5001, reason: 'tooMany' }]])
  })
})

describe('a data dictionary', () => {
  it('of the usual columns', () => {
    const text = [
      '字段名\t字段类型\t长度\t是否主键\t是否为空\t注释',
      'ID\tvarchar\t32\t是\t否\t主键',
      'XB\tchar\t1\t否\t是\t性别：1男，2女，9未说明',
      'JE\tdecimal(18,2)\t\t\tY\t金额（万元）',
      'BZ\ttext\t\t\t是\t',
    ].join('\n')
    expect(parse(text).kind).toBe('dictionary')
    expect(brief(text)).toEqual([
      { name: '主键', nameEn: 'ID', dataType: '字符型C', length: '32', isKey: true, isRequired: true },
      { name: '性别', nameEn: 'XB', dataType: '字符型C', length: '1', isCoded: true, codeSet: '1男，2女，9未说明', note: '性别：1男，2女，9未说明' },
      { name: '金额', nameEn: 'JE', dataType: '数值型N', length: '18,2', note: '金额（万元）' },
      { name: 'BZ', nameEn: 'BZ', dataType: '备注型M' },
    ])
  })

  it('with Chinese names, scale and required marks', () => {
    expect(
      brief(
        '序号\t中文名称\t字段名\t类型\t长度\t小数位\t主键\t必填\t值域\t说明\n1\t编号\tBH\tNUMBER\t18\t0\tPK\t√\t\t流水号\n2\t比例\tBL\tNUMBER\t5\t2\t\t\tGB/T 2261\t',
      ),
    ).toEqual([
      { name: '编号', nameEn: 'BH', dataType: '数值型N', length: '18', isKey: true, isRequired: true, note: '流水号' },
      { name: '比例', nameEn: 'BL', dataType: '数值型N', length: '5,2', isCoded: true, codeSet: 'GB/T 2261' },
    ])
  })

  it('as information_schema prints it', () => {
    expect(brief('COLUMN_NAME\tCOLUMN_TYPE\tIS_NULLABLE\tCOLUMN_KEY\tCOLUMN_COMMENT\nid\tbigint(20)\tNO\tPRI\t编号\nmc\tvarchar(100)\tYES\t\t名称')).toEqual([
      { name: '编号', nameEn: 'id', dataType: '整型I', length: '20', isKey: true, isRequired: true },
      { name: '名称', nameEn: 'mc', dataType: '字符型C', length: '100' },
    ])
  })

  it('whose field names are Chinese', () => {
    expect(brief('字段名称\t字段类型\n许可编号\t字符型(32)')).toEqual([{ name: '许可编号', dataType: '字符型C', length: '32' }])
  })
})

describe('CREATE TABLE', () => {
  it('of MySQL', () => {
    const text = `
-- 许可表
DROP TABLE IF EXISTS \`xk_info\`;
CREATE TABLE IF NOT EXISTS \`db\`.\`xk_info\` (
  \`id\` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT '主键',
  \`xkbh\` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '许可编号',
  \`xb\` char(1) DEFAULT NULL COMMENT '性别:1-男,2-女',
  \`je\` decimal(18, 2) DEFAULT '0.00' COMMENT '金额, it''s \\'ok\\'',
  \`sfyx\` tinyint(1) NOT NULL DEFAULT 1 COMMENT '是否有效',
  \`zt\` enum('待办','办结') NOT NULL COMMENT '状态',
  \`cjsj\` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT '创建时间',
  \`nr\` longtext,
  \`key\` varchar(10) COMMENT '键',
  PRIMARY KEY (\`id\`) USING BTREE,
  UNIQUE KEY \`uk_bh\` (\`xkbh\`),
  KEY \`idx_sj\` (\`cjsj\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='许可信息(测试;分号)';`
    expect(parse(text)).toMatchObject({ kind: 'ddl', skipped: [] })
    expect(brief(text)).toEqual([
      { name: '主键', nameEn: 'id', dataType: '整型I', length: '20', isKey: true, isRequired: true },
      { name: '许可编号', nameEn: 'xkbh', dataType: '字符型C', length: '32', isRequired: true },
      { name: '性别', nameEn: 'xb', dataType: '字符型C', length: '1', isCoded: true, codeSet: '1-男,2-女', note: '性别:1-男,2-女' },
      { name: '金额', nameEn: 'je', dataType: '数值型N', length: '18,2', note: "金额, it's 'ok'" },
      { name: '是否有效', nameEn: 'sfyx', dataType: '逻辑型L', isRequired: true },
      { name: '状态', nameEn: 'zt', dataType: '字符型C', isRequired: true, isCoded: true, codeSet: '待办、办结' },
      { name: '创建时间', nameEn: 'cjsj', dataType: '日期时间型T', isRequired: true },
      { name: 'nr', nameEn: 'nr', dataType: '备注型M' },
      { name: '键', nameEn: 'key', dataType: '字符型C', length: '10' },
    ])
  })

  it('of Oracle, with its comments apart', () => {
    const text = `
CREATE TABLE "XK"."XK_INFO"
   (	"ID" NUMBER(10,0) NOT NULL ENABLE,
	"XKBH" VARCHAR2(32 CHAR),
	"SJ" TIMESTAMP (6) WITH TIME ZONE DEFAULT SYSTIMESTAMP,
	"NR" CLOB,
	"BL" BINARY_DOUBLE,
	 CONSTRAINT "PK_XK" PRIMARY KEY ("ID", "XKBH") USING INDEX PCTFREE 10 ENABLE
   ) SEGMENT CREATION IMMEDIATE TABLESPACE "USERS";
/
COMMENT ON TABLE "XK"."XK_INFO" IS '许可信息';
COMMENT ON COLUMN "XK"."XK_INFO"."ID" IS '序号';
comment on column xk_info.xkbh is '许可编号（18位）';
COMMENT ON COLUMN "XK"."OTHER"."NR" IS '别的表';
COMMENT ON COLUMN XK.XK_INFO.SJ IS '时间';`
    expect(brief(text)).toEqual([
      { name: '序号', nameEn: 'ID', dataType: '数值型N', length: '10', isKey: true, isRequired: true },
      { name: '许可编号', nameEn: 'XKBH', dataType: '字符型C', length: '32', isKey: true, isRequired: true, note: '许可编号（18位）' },
      { name: '时间', nameEn: 'SJ', dataType: '日期时间型T' },
      { name: 'NR', nameEn: 'NR', dataType: '备注型M' },
      { name: 'BL', nameEn: 'BL', dataType: '双精度型B' },
    ])
  })

  it('of Dameng and Kingbase', () => {
    expect(
      brief(`CREATE TABLE "SYSDBA"."T"
(
"ID" INT IDENTITY(1, 1) NOT NULL,
"MC" VARCHAR(50) DEFAULT '无,名' NOT NULL,
"ZP" IMAGE,
NOT CLUSTER PRIMARY KEY("ID")) STORAGE(ON "MAIN", CLUSTERBTR) ;
COMMENT ON COLUMN "SYSDBA"."T"."MC" IS '名称';`),
    ).toEqual([
      { name: 'ID', nameEn: 'ID', dataType: '整型I', isKey: true, isRequired: true },
      { name: '名称', nameEn: 'MC', dataType: '字符型C', length: '50', isRequired: true },
      { name: 'ZP', nameEn: 'ZP', dataType: '通用型G' },
    ])
    expect(
      brief(`create table public.t (
  id bigserial primary key,
  mc character varying(50 char) not null,
  je double precision,
  sj timestamp without time zone default now(),
  kg boolean default false,
  js jsonb,
  constraint fk foreign key (mc) references other (mc)
);
alter table only public.t add constraint t_pk primary key (id);
comment on column public.t.je is '金额';`),
    ).toEqual([
      { name: 'id', nameEn: 'id', dataType: '整型I', isKey: true, isRequired: true },
      { name: 'mc', nameEn: 'mc', dataType: '字符型C', length: '50', isRequired: true },
      { name: '金额', nameEn: 'je', dataType: '双精度型B' },
      { name: 'sj', nameEn: 'sj', dataType: '日期时间型T' },
      { name: 'kg', nameEn: 'kg', dataType: '逻辑型L' },
      { name: 'js', nameEn: 'js', dataType: '备注型M' },
    ])
  })

  it('of SQL Server, with extended properties', () => {
    expect(
      brief(`SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[T](
	[ID] [int] IDENTITY(1,1) NOT NULL,
	[MC] [nvarchar](max) NULL,
	[JE] [decimal](18, 4) NULL,
	[RQ] [datetime2](7) NOT NULL,
 CONSTRAINT [PK_T] PRIMARY KEY CLUSTERED ([ID] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
) ON [PRIMARY]
GO
ALTER TABLE [dbo].[T] ADD  CONSTRAINT [DF_T] DEFAULT ((0)) FOR [JE]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'名称' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T', @level2type=N'COLUMN',@level2name=N'MC'
GO
EXEC sp_addextendedproperty 'MS_Description', '日期', 'SCHEMA', 'dbo', 'TABLE', 'T', 'COLUMN', 'RQ'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'整张表' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T'
GO`),
    ).toEqual([
      { name: 'ID', nameEn: 'ID', dataType: '整型I', isKey: true, isRequired: true },
      { name: '名称', nameEn: 'MC', dataType: '字符型C', length: 'max' },
      { name: 'JE', nameEn: 'JE', dataType: '数值型N', length: '18,4' },
      { name: '日期', nameEn: 'RQ', dataType: '日期时间型T', isRequired: true },
    ])
  })

  it('with a comment at the end of each line', () => {
    expect(
      brief(`create table t (
  a varchar(10), -- 编号
  b date not null, -- 日期：登记
  c int -- 数量
)`),
    ).toEqual([
      { name: '编号', nameEn: 'a', dataType: '字符型C', length: '10' },
      { name: '日期', nameEn: 'b', dataType: '日期型D', isRequired: true, note: '日期：登记' },
      { name: '数量', nameEn: 'c', dataType: '整型I' },
    ])
  })

  it('of several tables, each with its own comments', () => {
    const text =
      "create table a (id int comment '甲号'); create table b (id int, primary key (id)); comment on column b.id is '乙号'; comment on column a.id is '甲';"
    expect(brief(text)).toEqual([
      { name: '甲', nameEn: 'id', dataType: '整型I' },
      { name: '乙号', nameEn: 'id', dataType: '整型I', isKey: true, isRequired: true },
    ])
  })

  it('keeps types it does not know and says what it could not read', () => {
    expect(brief('create table t (g hyperloglog(5), h "my type")')).toEqual([
      { name: 'g', nameEn: 'g', dataType: 'hyperloglog', length: '5' },
      { name: 'h', nameEn: 'h', dataType: 'my type' },
    ])
    expect(parse("create table t as select 'x' from y")).toMatchObject({ items: [], skipped: [{ line: 1, reason: 'notUnderstood' }] })
    expect(parse('create table t (a int, b').items).toHaveLength(1)
  })
})
