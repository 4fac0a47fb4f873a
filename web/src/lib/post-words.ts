/** What the main posts are called, on every screen alike: spread into the copy of whoever shows them. */
export const postWords = {
  'zh-CN': {
    'post.teller': '柜员',
    'post.lobbyManager': '大堂经理',
    'post.reserve': '递补人员',
    'post.relationshipManager': '客户经理',
    'post.wealthManager': '理财经理',
    'post.operationsSupervisor': '运营主管',
    'post.branchManager': '网点负责人',
    'post.headOffice': '机关人员',
  },
  en: {
    'post.teller': 'Teller',
    'post.lobbyManager': 'Lobby manager',
    'post.reserve': 'Reserve',
    'post.relationshipManager': 'Relationship manager',
    'post.wealthManager': 'Wealth manager',
    'post.operationsSupervisor': 'Operations supervisor',
    'post.branchManager': 'Branch manager',
    'post.headOffice': 'Office staff',
  },
} as const;
