"""The encodings and languages that a rich-text file names by numbers.

Source: Rich Text Format Specification 1.9.1, "Font Table" and "Language".
"""

import codecs

WINDOWS_1252 = "cp1252"
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
LANGUAGES = {
    1025: "ar",
    1026: "bg",
    1029: "cs",
    1030: "da",
    1031: "de",
    1032: "el",
    1033: "en-US",
    1034: "es",
    3082: "es",
    1035: "fi",
    1036: "fr",
    1037: "he",
    1038: "hu",
    1040: "it",
    1041: "ja",
    1042: "ko",
    1043: "nl",
    1044: "nb",
    1045: "pl",
    1046: "pt-BR",
    1048: "ro",
    1049: "ru",
    1053: "sv",
    1055: "tr",
    1058: "uk",
    1059: "be",
    1067: "hy",
    1068: "az",
    1079: "ka",
    1087: "kk",
    1088: "ky",
    1064: "tg",
    1091: "uz",
    2052: "zh-CN",
    2057: "en-GB",
    2070: "pt",
}


def codec(name: str) -> str:
    """A codec that Python has; Windows-1252 for any other."""
    name = {"cp65001": "utf-8", "cp10000": "mac_roman", "cp936": "gbk"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return WINDOWS_1252


def of_charset(number: int | None) -> str:
    """The encoding of a font; "" for that of the file."""
    return CHARSETS.get(number or 0, "")
