//! Geographic factors of 2024: one row per carrier and locality.
//!
//! Columns: carrier, locality; work, practice expense and malpractice, in thousandths. Work includes
//! the floor of that year. The names in the remarks are those of the file.
//!
//! # Source
//!
//! CMS, PFS GPCI file, July 2024.

use crate::reference::fee_schedule::Locality;
use crate::reference::fee_schedule::place::Row;

const fn row(
    carrier: &str,
    locality: &str,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
) -> Row {
    Row {
        locality: Locality::of(carrier, locality),
        work,
        practice_expense,
        malpractice,
    }
}

#[rustfmt::skip]
pub(in crate::reference) static ROWS_2024: [Row; 109] = [
    row("01112", "05", 1088, 1419, 445), // CA, San Francisco-Oakland-Berkeley (San Francisco/San Mateo/Alameda/Contra Costa Cnty)
    row("01112", "09", 1100, 1435, 420), // CA, San Jose-Sunnyvale-Santa Clara (Santa Clara Cnty)
    row("01112", "51", 1058, 1310, 521), // CA, Napa
    row("01112", "52", 1088, 1419, 470), // CA, San Francisco-Oakland-Berkeley (Marin Cnty)
    row("01112", "53", 1058, 1310, 470), // CA, Vallejo
    row("01112", "54", 1017, 1093, 662), // CA, Bakersfield
    row("01112", "55", 1014, 1093, 560), // CA, Chico
    row("01112", "56", 1014, 1093, 560), // CA, Fresno
    row("01112", "57", 1014, 1093, 560), // CA, Hanford-Corcoran
    row("01112", "58", 1014, 1093, 560), // CA, Madera
    row("01112", "59", 1014, 1093, 560), // CA, Merced
    row("01112", "60", 1014, 1093, 560), // CA, Modesto
    row("01112", "61", 1014, 1093, 560), // CA, Redding
    row("01112", "62", 1014, 1093, 892), // CA, Riverside-San Bernardino-Ontario
    row("01112", "63", 1034, 1156, 560), // CA, Sacramento-Roseville-Folsom
    row("01112", "64", 1035, 1165, 560), // CA, Salinas
    row("01112", "65", 1100, 1435, 560), // CA, San Jose-Sunnyvale-Santa Clara (San Benito Cnty)
    row("01112", "66", 1017, 1209, 560), // CA, Santa Cruz-Watsonville
    row("01112", "67", 1027, 1232, 560), // CA, Santa Rosa-Petaluma
    row("01112", "68", 1014, 1093, 560), // CA, Stockton
    row("01112", "69", 1014, 1093, 560), // CA, Visalia
    row("01112", "70", 1014, 1093, 560), // CA, Yuba City
    row("01112", "75", 1014, 1093, 560), // CA, Rest Of California
    row("01182", "17", 1026, 1183, 651), // CA, Oxnard-Thousand Oaks-Ventura
    row("01182", "18", 1042, 1194, 690), // CA, Los Angeles-Long Beach-Anaheim (Los Angeles/Orange Cnty)
    row("01182", "71", 1014, 1093, 570), // CA, El Centro
    row("01182", "72", 1028, 1191, 572), // CA, San Diego-Chula Vista-Carlsbad
    row("01182", "73", 1014, 1132, 560), // CA, San Luis Obispo-Paso Robles
    row("01182", "74", 1022, 1175, 560), // CA, Santa Maria-Santa Barbara
    row("01212", "01", 1000, 1149, 561), // HI, Hawaii, Guam
    row("01312", "00", 1000, 1000, 844), // NV, Nevada
    row("02102", "01", 1500, 1081, 592), // AK, Alaska
    row("02202", "00", 1000, 908, 461), // ID, Idaho
    row("02302", "01", 1013, 1103, 688), // OR, Portland
    row("02302", "99", 1000, 986, 643), // OR, Rest Of Oregon
    row("02402", "02", 1043, 1220, 853), // WA, Seattle (King Cnty)
    row("02402", "99", 1007, 1040, 803), // WA, Rest Of Washington
    row("03102", "00", 1000, 975, 854), // AZ, Arizona
    row("03202", "01", 1000, 1000, 978), // MT, Montana
    row("03302", "01", 1000, 1000, 517), // ND, North Dakota
    row("03402", "02", 1000, 1000, 382), // SD, South Dakota
    row("03502", "09", 1000, 933, 930), // UT, Utah
    row("03602", "21", 1000, 1000, 739), // WY, Wyoming
    row("04112", "01", 1008, 1053, 827), // CO, Colorado
    row("04212", "05", 1000, 908, 1172), // NM, New Mexico
    row("04312", "00", 1000, 891, 813), // OK, Oklahoma
    row("04412", "09", 1014, 1006, 795), // TX, Brazoria
    row("04412", "11", 1011, 1007, 877), // TX, Dallas
    row("04412", "15", 1014, 1000, 855), // TX, Galveston
    row("04412", "18", 1014, 1003, 1409), // TX, Houston
    row("04412", "20", 1000, 903, 947), // TX, Beaumont
    row("04412", "28", 1011, 998, 902), // TX, Fort Worth
    row("04412", "31", 1000, 1046, 914), // TX, Austin
    row("04412", "99", 1000, 945, 934), // TX, Rest Of Texas
    row("05102", "00", 1000, 913, 457), // IA, Iowa
    row("05202", "00", 1000, 906, 540), // KS, Kansas
    row("05302", "01", 1000, 952, 994), // MO, Metropolitan St. Louis
    row("05302", "02", 1000, 948, 992), // MO, Metropolitan Kansas City
    row("05302", "99", 1000, 859, 974), // MO, Rest Of Missouri
    row("05402", "00", 1000, 917, 304), // NE, Nebraska
    row("06102", "12", 1000, 918, 1784), // IL, East St. Louis
    row("06102", "15", 1007, 1048, 1556), // IL, Suburban Chicago
    row("06102", "16", 1007, 1023, 2018), // IL, Chicago
    row("06102", "99", 1000, 912, 1381), // IL, Rest Of Illinois
    row("06202", "00", 1000, 1025, 300), // MN, Minnesota
    row("06302", "00", 1000, 957, 331), // WI, Wisconsin
    row("07102", "13", 1000, 860, 518), // AR, Arkansas
    row("07202", "01", 1000, 935, 1156), // LA, New Orleans
    row("07202", "99", 1000, 881, 982), // LA, Rest Of Louisiana
    row("07302", "00", 1000, 852, 768), // MS, Mississippi
    row("08102", "00", 1000, 922, 485), // IN, Indiana
    row("08202", "01", 1003, 986, 1718), // MI, Detroit
    row("08202", "99", 1000, 911, 1173), // MI, Rest Of Michigan
    row("09102", "03", 1000, 998, 1770), // FL, Fort Lauderdale
    row("09102", "04", 1000, 1027, 2500), // FL, Miami
    row("09102", "99", 1000, 940, 1467), // FL, Rest Of Florida
    row("09202", "20", 1000, 1007, 982), // PR, Puerto Rico
    row("09202", "50", 1000, 1007, 982), // VI, Virgin Islands
    row("10112", "00", 1000, 869, 575), // AL, Alabama
    row("10212", "01", 1000, 997, 1128), // GA, Atlanta
    row("10212", "99", 1000, 883, 1125), // GA, Rest Of Georgia
    row("10312", "35", 1000, 896, 544), // TN, Tennessee
    row("11202", "01", 1000, 913, 817), // SC, South Carolina
    row("11302", "00", 1002, 984, 755), // VA, Virginia
    row("11402", "16", 1000, 862, 1333), // WV, West Virginia
    row("11502", "00", 1000, 926, 665), // NC, North Carolina
    row("12102", "01", 1009, 992, 949), // DE, Delaware
    row("12202", "01", 1057, 1192, 1168), // DC, Dc + Md/Va Suburbs
    row("12302", "01", 1020, 1078, 1309), // MD, Baltimore/Surr. Cntys
    row("12302", "99", 1012, 1016, 973), // MD, Rest Of Maryland
    row("12402", "01", 1064, 1172, 1032), // NJ, Northern Nj
    row("12402", "99", 1042, 1106, 1069), // NJ, Rest Of New Jersey
    row("12502", "01", 1024, 1053, 1177), // PA, Metropolitan Philadelphia
    row("12502", "99", 1000, 927, 925), // PA, Rest Of Pennsylvania
    row("13102", "00", 1022, 1091, 1207), // CT, Connecticut
    row("13202", "01", 1065, 1166, 1656), // NY, Manhattan
    row("13202", "02", 1065, 1200, 1911), // NY, Nyc Suburbs/Long Island
    row("13202", "03", 1046, 1106, 1269), // NY, Poughkpsie/N Nyc Suburbs
    row("13282", "99", 1000, 949, 732), // NY, Rest Of New York
    row("13292", "04", 1065, 1195, 1462), // NY, Queens
    row("14112", "03", 1000, 1012, 656), // ME, Southern Maine
    row("14112", "99", 1000, 913, 650), // ME, Rest Of Maine
    row("14212", "01", 1042, 1197, 894), // MA, Metropolitan Boston
    row("14212", "99", 1017, 1061, 796), // MA, Rest Of Massachusetts
    row("14312", "40", 1000, 1034, 898), // NH, New Hampshire
    row("14412", "01", 1025, 1039, 849), // RI, Rhode Island
    row("14512", "50", 1000, 993, 518), // VT, Vermont
    row("15102", "00", 1000, 877, 913), // KY, Kentucky
    row("15202", "00", 1000, 911, 1033), // OH, Ohio
];
