/**
 * Blocks of Unicode 14 (Blocks.txt) in order, names without spaces as XML Schema writes them: how many times 16 characters a block
 * has, and how many times 16 belong to none before it.
 * Browsers load it: written as first and last characters it took 1.3 KB more with gzip.
 */
const table = `
BasicLatin 8|Latin-1Supplement 8|LatinExtended-A 8|LatinExtended-B 13|IPAExtensions 6|SpacingModifierLetters 5
CombiningDiacriticalMarks 7|GreekandCoptic 9|Cyrillic 16|CyrillicSupplement 3|Armenian 6|Hebrew 7|Arabic 16|Syriac 5
ArabicSupplement 3|Thaana 4|NKo 4|Samaritan 4|Mandaic 2|SyriacSupplement 1|ArabicExtended-B 3|ArabicExtended-A 6
Devanagari 8|Bengali 8|Gurmukhi 8|Gujarati 8|Oriya 8|Tamil 8|Telugu 8|Kannada 8|Malayalam 8|Sinhala 8|Thai 8|Lao 8
Tibetan 16|Myanmar 10|Georgian 6|HangulJamo 16|Ethiopic 24|EthiopicSupplement 2|Cherokee 6
UnifiedCanadianAboriginalSyllabics 40|Ogham 2|Runic 6|Tagalog 2|Hanunoo 2|Buhid 2|Tagbanwa 2|Khmer 8|Mongolian 11
UnifiedCanadianAboriginalSyllabicsExtended 5|Limbu 5|TaiLe 3|NewTaiLue 6|KhmerSymbols 2|Buginese 2|TaiTham 9
CombiningDiacriticalMarksExtended 5|Balinese 8|Sundanese 4|Batak 4|Lepcha 5|OlChiki 3|CyrillicExtended-C 1
GeorgianExtended 3|SundaneseSupplement 1|VedicExtensions 3|PhoneticExtensions 8|PhoneticExtensionsSupplement 4
CombiningDiacriticalMarksSupplement 4|LatinExtendedAdditional 16|GreekExtended 16|GeneralPunctuation 7
SuperscriptsandSubscripts 3|CurrencySymbols 3|CombiningDiacriticalMarksforSymbols 3|LetterlikeSymbols 5|NumberForms 4
Arrows 7|MathematicalOperators 16|MiscellaneousTechnical 16|ControlPictures 4|OpticalCharacterRecognition 2
EnclosedAlphanumerics 10|BoxDrawing 8|BlockElements 2|GeometricShapes 6|MiscellaneousSymbols 16|Dingbats 12
MiscellaneousMathematicalSymbols-A 3|SupplementalArrows-A 1|BraillePatterns 16|SupplementalArrows-B 8
MiscellaneousMathematicalSymbols-B 8|SupplementalMathematicalOperators 16|MiscellaneousSymbolsandArrows 16
Glagolitic 6|LatinExtended-C 2|Coptic 8|GeorgianSupplement 3|Tifinagh 5|EthiopicExtended 6|CyrillicExtended-A 2
SupplementalPunctuation 8|CJKRadicalsSupplement 8|KangxiRadicals 14|IdeographicDescriptionCharacters 1 1
CJKSymbolsandPunctuation 4|Hiragana 6|Katakana 6|Bopomofo 3|HangulCompatibilityJamo 6|Kanbun 1|BopomofoExtended 2
CJKStrokes 3|KatakanaPhoneticExtensions 1|EnclosedCJKLettersandMonths 16|CJKCompatibility 16
CJKUnifiedIdeographsExtensionA 412|YijingHexagramSymbols 4|CJKUnifiedIdeographs 1312|YiSyllables 73|YiRadicals 4
Lisu 3|Vai 20|CyrillicExtended-B 6|Bamum 6|ModifierToneLetters 2|LatinExtended-D 14|SylotiNagri 3
CommonIndicNumberForms 1|Phags-pa 4|Saurashtra 6|DevanagariExtended 2|KayahLi 3|Rejang 3|HangulJamoExtended-A 2
Javanese 6|MyanmarExtended-B 2|Cham 6|MyanmarExtended-A 2|TaiViet 6|MeeteiMayekExtensions 2|EthiopicExtended-A 3
LatinExtended-E 4|CherokeeSupplement 5|MeeteiMayek 4|HangulSyllables 699|HangulJamoExtended-B 5|PrivateUseArea 400 128
CJKCompatibilityIdeographs 32|AlphabeticPresentationForms 5|ArabicPresentationForms-A 43|VariationSelectors 1
VerticalForms 1|CombiningHalfMarks 1|CJKCompatibilityForms 2|SmallFormVariants 2|ArabicPresentationForms-B 9
HalfwidthandFullwidthForms 15|Specials 1|LinearBSyllabary 8|LinearBIdeograms 8|AegeanNumbers 4|AncientGreekNumbers 5
AncientSymbols 4|PhaistosDisc 3|Lycian 2 8|Carian 4|CopticEpactNumbers 2|OldItalic 3|Gothic 2|OldPermic 3|Ugaritic 2
OldPersian 4|Deseret 5 2|Shavian 3|Osmanya 3|Osage 5|Elbasan 3|CaucasianAlbanian 4|Vithkuqi 5|LinearA 24 4
LatinExtended-F 4|CypriotSyllabary 4 4|ImperialAramaic 2|Palmyrene 2|Nabataean 3|Hatran 2 3|Phoenician 2|Lydian 2
MeroiticHieroglyphs 2 4|MeroiticCursive 6|Kharoshthi 6|OldSouthArabian 2|OldNorthArabian 2|Manichaean 4 2|Avestan 4
InscriptionalParthian 2|InscriptionalPahlavi 2|PsalterPahlavi 3|OldTurkic 5 5|OldHungarian 8 3|HanifiRohingya 4
RumiNumeralSymbols 2 18|Yezidi 4|OldSogdian 3 4|Sogdian 4|OldUyghur 4|Chorasmian 3|Elymaic 2|Brahmi 8|Kaithi 5
SoraSompeng 3|Chakma 5|Mahajani 3|Sharada 6|SinhalaArchaicNumbers 2|Khojki 5|Multani 3 3|Khudawadi 5|Grantha 8
Newa 8 8|Tirhuta 6|Siddham 8 10|Modi 6|MongolianSupplement 2|Takri 5|Ahom 5 3|Dogra 5 11|WarangCiti 6 5|DivesAkuru 6
Nandinagari 6 4|ZanabazarSquare 5|Soyombo 6|UnifiedCanadianAboriginalSyllabicsExtended-A 1|PauCinHau 4|Bhaiksuki 7 16
Marchen 5|MasaramGondi 6 4|GunjalaGondi 5|Makasar 2 19|LisuSupplement 1 11|TamilSupplement 4|Cuneiform 64
CuneiformNumbersandPunctuation 8|EarlyDynasticCuneiform 13|Cypro-Minoan 7 164|EgyptianHieroglyphs 67
EgyptianHieroglyphFormatControls 1|AnatolianHieroglyphs 40 252|BamumSupplement 36 536|Mro 3|Tangsa 6|BassaVah 3
PahawhHmong 9|Medefaidrin 6 43|Miao 10 6|IdeographicSymbolsandPunctuation 2 4|Tangut 384|TangutComponents 48
KhitanSmallScript 32|TangutSupplement 8|KanaExtended-B 1 551|KanaSupplement 16|KanaExtended-A 3|SmallKanaExtension 4
Nushu 25|Duployan 10 144|ShorthandFormatControls 1|ZnamennyMusicalNotation 13 293|ByzantineMusicalSymbols 16 3
MusicalSymbols 16|AncientGreekMusicalNotation 5|MayanNumerals 2 9|TaiXuanJingSymbols 6|CountingRodNumerals 2
MathematicalAlphanumericSymbols 64 8|SuttonSignWriting 43|LatinExtended-G 16 69|GlagoliticSupplement 3
NyiakengPuachueHmong 5 13|Toto 3 20|Wancho 4|EthiopicExtended-B 2 78|MendeKikakui 14|Adlam 6 2|IndicSiyaqNumbers 5 49
OttomanSiyaqNumbers 5 4|ArabicMathematicalAlphabeticSymbols 16 11|MahjongTiles 3 16|DominoTiles 7|PlayingCards 6
EnclosedAlphanumericSupplement 16|EnclosedIdeographicSupplement 16|MiscellaneousSymbolsandPictographs 48|Emoticons 5
OrnamentalDingbats 3|TransportandMapSymbols 8|AlchemicalSymbols 8|GeometricShapesExtended 8|SupplementalArrows-C 16
SupplementalSymbolsandPictographs 16|ChessSymbols 7|SymbolsandPictographsExtended-A 9|SymbolsforLegacyComputing 16
CJKUnifiedIdeographsExtensionB 2670 64|CJKUnifiedIdeographsExtensionC 260 2|CJKUnifiedIdeographsExtensionD 14
CJKUnifiedIdeographsExtensionE 361|CJKUnifiedIdeographsExtensionF 468|CJKCompatibilityIdeographsSupplement 34 193
CJKUnifiedIdeographsExtensionG 309 94|Tags 8 44747|VariationSelectorsSupplement 15 8
SupplementaryPrivateUseArea-A 4096 4065|SupplementaryPrivateUseArea-B 4096
`

/** Names of Unicode 3.1 that XML Schema 1.0 knows. */
const earlierNames: Readonly<Record<string, string>> = {
  Greek: 'GreekandCoptic',
  CombiningMarksforSymbols: 'CombiningDiacriticalMarksforSymbols',
  PrivateUse: 'PrivateUseArea',
}

let blocks: Map<string, string> | undefined

const allBlocks = (): Map<string, string> => {
  let end = 0
  return new Map(
    table
      .trim()
      .split(/[|\n]/)
      .map((row) => {
        const [name = '', size, gap = 0] = row.split(' ')
        const from = end + 16 * Number(gap)
        end = from + 16 * Number(size)
        return [name, `\\u{${from.toString(16)}}-\\u{${(end - 1).toString(16)}}`]
      }),
  )
}

/** The inside of a set that holds a block; undefined when there is no such block. */
export const blockSource = (name: string): string | undefined => {
  blocks ??= allBlocks()
  return blocks.get(Object.hasOwn(earlierNames, name) ? (earlierNames[name] as string) : name)
}
