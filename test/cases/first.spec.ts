import { House } from "../support/house"

describe("first", () => {
  let house: House
  beforeAll(async () => {
    house = await House.open()
  })
  afterAll(() => house.close())
  it("works", async () => {
    const team = await house.team()
    const sanne = await house.employee({ team })
    const opened = await sanne.ask(
      `mutation($input: OpenCaseInput!){openCase(input:$input){case{id reference kind status version team{name} assignee{name} access{level route} allowedMoves} errors{reason path}}}`,
      {
        input: {
          kind: "NUISANCE",
          title: "Geluid",
          description: "Harde muziek",
          purpose: "TENANCY",
          legalBasis: "AGREEMENT",
          veraType: "SOC",
          veraDetail: "GEL",
        },
      },
    )
    console.log(opened.text)
    const list = await sanne.ask(
      `{cases(first:2, filter:{open:true}){totalCount pageInfo{hasNextPage endCursor} nodes{id title parties(first:3){id role name} openTaskCount journal(first:3){nodes{body author{name}}}}} viewer{name clearances{kind}}}`,
    )
    console.log(list.text)
    const node = await sanne.ask(`query($id:ID!){node(id:$id){__typename id ... on Case {title}}}`, {
      id: opened.data.openCase.case.id,
    })
    console.log(node.text)
    const fg = await house.officer()
    console.log(
      (
        await fg.ask(
          `query($id:ID!){trailEvents(filter:{case:$id}){nodes{recordedAt actions actor{name} outcome sights{position action caseIds categories types grantIds cases{reference title status}}}}}`,
          { id: opened.data.openCase.case.id },
        )
      ).text,
    )
  })
})
