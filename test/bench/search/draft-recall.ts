import { PeopleIndex } from '../../../shared/search/people.ts';
import { makeChance, makePeople } from './people.ts';
import { CLASSES } from './mistakes.ts';
const N=100000; const people=makePeople(N,1);
const index=new PeopleIndex<number>();
people.forEach((p,i)=>index.put(i,{lastNames:[p.ru.last,...(process.argv[2]==='ru'?[]:[p.en.last])],firstNames:[p.ru.first,...(process.argv[2]==='ru'?[]:[p.en.first])],fatherNames:[p.ru.father],companies:[p.company],positions:[p.position],email:process.argv[2]==='ru'?'':p.email,phone:p.phone,id:p.id,codes:[]}));
for (const c of CLASSES){ const chance=makeChance(7); let n=0,ok=0,skip=0; const bad:string[]=[]; const ts:number[]=[];
 while(n<1000&&skip<200000){ const p=people[Math.floor(chance()*N)]!; const q=c.make(p,chance); if(q===null){skip++;continue;} n++; const t=process.cpuUsage(); const r=index.search(q,5); const u=process.cpuUsage(t); ts.push((u.user+u.system)/1000);
  const hit=r.keys.some(k=>{const o=people[k]!;return o===p||(o.ru.last===p.ru.last&&o.ru.first===p.ru.first);}); if(hit)ok++; else if(bad.length<5) bad.push(`${p.ru.last} ${p.ru.first} ← ${q} ⇒ ${r.keys.slice(0,2).map(k=>people[k]!.ru.last+' '+people[k]!.ru.first).join(', ')}`);}
 ts.sort((a,b)=>a-b);
 console.log(c.name.padEnd(28),(ok/n*100).toFixed(1)+'%',n,'p50',ts[n>>1]?.toFixed(2),'p95',ts[Math.floor(n*.95)]?.toFixed(2), ok/n<0.995?'\n    '+bad.join('\n    '):''); }
