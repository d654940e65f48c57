"""Traditional characters and the words of Taiwan and Hong Kong, as far as the forms' own labels and headings need them.

A report in traditional characters is read by its labels like any other; its text stays as printed.
"""

import re

# Pairs traditional -> simplified of the characters that occur in labels, headings, titles and organ names.
_PAIRS = (
    "於于檔档瀏浏覽览頻频鏈链雲云"
    "後后"
    "並并佈布佔占併并係系個个備备傳传內内兩两則则創创劃划劉刘動动務务勞劳區区協协參参吳吴員员問问啓启啟启單单國国圍围園园圓圆團团執执報报場场塊块壓压夠够奪夺婦妇孫孙學学實实寧宁審审將将專专對对導导屆届屢屡"
    "屬属島岛師师幹干廠厂廢废廣广廳厅張张強强徑径從从復复態态慮虑慶庆憑凭應应懷怀戰战戶户捨舍採采揚扬損损擇择擔担據据擬拟擴扩攜携敗败數数斷断時时暫暂曆历書书會会東东條条楊杨業业榮荣構构樓楼標标樣样機机檢检"
    "權权歡欢歲岁歷历歸归殘残殺杀氣气決决況况測测湯汤準准溝沟溫温滿满漢汉潔洁濕湿濟济濱滨瀘泸災灾為为無无煉炼熱热營营爛烂爭争爲为爾尔牆墙獎奖獨独獲获現现瑣琐環环產产畫画療疗發发盡尽監监眾众確确碼码礦矿禮礼"
    "稅税種种積积穩稳窮穷節节範范築筑簡简籌筹籤签糧粮糾纠紀纪約约紅红納纳紙纸級级細细終终組组結结絕绝絡络給给統统經经綠绿維维網网緊紧線线編编緩缓練练縣县縮缩總总績绩織织繫系繳缴繼继續续罰罚聞闻聯联聲声職职"
    "聽听肅肃腦脑膽胆與与興兴舉举舊旧莊庄華华萊莱萬万蓋盖蔣蒋藝艺藥药蘇苏蘭兰處处虛虚號号衆众術术衛卫衝冲裏里補补裝装裡里製制複复見见規规視视親亲覺觉覽览觀观訂订計计訊讯討讨記记訟讼訪访設设許许訴诉註注評评"
    "詢询試试該该詳详誌志認认語语誠诚誤误說说誰谁課课調调談谈請请論论諭谕諮咨諸诸講讲謝谢證证識识議议護护譽誉讀读負负財财貧贫貨货販贩責责貴贵貸贷費费貿贸賀贺資资賞赏賠赔賦赋質质賬账購购贈赠贊赞贏赢趙赵趨趋"
    "跡迹車车軌轨軍军軟软較较載载輕轻輛辆輪轮輯辑輸输轄辖轉转辦办辯辩農农這这連连進进運运過过達达違违遞递遠远適适遲迟選选遺遗遼辽邊边鄉乡鄭郑鄰邻醫医釋释釐厘鈔钞銀银銅铜銷销鋼钢錄录錢钱錦锦鍵键鍾钟鎖锁鎮镇"
    "鐵铁鑑鉴鑒鉴鑽钻長长門门閉闭開开間间閘闸閩闽閱阅關关闢辟陣阵陰阴陳陈陸陆陽阳隊队階阶際际隨随險险隱隐隸隶雖虽雙双雜杂離离難难雲云電电靈灵響响頁页項项順顺須须預预頒颁領领頭头頻频題题額额願愿類类顧顾顯显"
    "風风飛飞飯饭飲饮養养餘余館馆馬马駐驻駕驾騎骑驅驱驗验驛驿體体魯鲁鳳凤鶴鹤麗丽麥麦黃黄點点黨党齊齐齡龄龍龙"
)
_MAP = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_WORDS = (("资讯", "信息"), ("讯息", "信息"), ("档案", "文件"), ("文档", "文件"))
# Converters put the reading in brackets behind a rare character: 規(guī).
_PINYIN = re.compile(r"[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,7}[)）]")


def simplify(text: str) -> str:
    """Return text in simplified characters with the mainland's words, readings in brackets removed."""
    plain = text.translate(_MAP)
    if plain == text:
        return _PINYIN.sub("", text) if _PINYIN.search(text) else text
    plain = _PINYIN.sub("", plain)
    for word, ours in _WORDS:
        plain = plain.replace(word, ours)
    return plain


def is_traditional(text: str) -> bool:
    """Return whether at least two characters in a hundred are traditional."""
    marks = sum(1 for character in text if ord(character) in _MAP)
    return marks * 50 >= max(len(text), 1)
